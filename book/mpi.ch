One network, many processes; the section "Out of one machine" argues it. Process 0 runs the tool; the others keep their own panels,
and serve it. Of each data set a process has |span| blocks; a panel that is elsewhere is fetched by process 0 when it wants it.
@x
  long N; /* samples, */
@y
  long span; /* blocks in each process, in the last ones perhaps fewer, */
  long N; /* samples, */
@z
@x
@d panel_x(data, p) ((data)->x + (p)*(data)->D)
@d panel_y(data, p) (data)->y[p]
@y
@z
@x
  wide *sums = crew->sums + block*(1 + crew->count);
@y
  wide *sums = crew->sums + block%crew->data->span*(1 + crew->count);
@z
@x
  crew->next = 0;
  crew->left = crew->blocks = block_count(n);
@y
  tell_others(GRADIENT, crew->data, n, crew->count, theta);
  own_blocks(crew->data, n, &crew->next, &crew->blocks);
  crew->left = crew->blocks - crew->next;
@z
@x
  add_blocks(crew->blocks, 1 + crew->count, crew->sums);
@y
  add_all_blocks(crew->data, n, 1 + crew->count, crew->sums, add_blocks);
@z
@x
  crew->sums = calloc((size_t)(block_count(data->N)*(1 + crew->count)), sizeof(wide));
@y
  crew->sums = calloc((size_t)((data->span + MOST_SUMS*processes)*(1 + crew->count)), sizeof(wide));
@z
@x
  size_t panels = (size_t) panel_count(data), columns = panels*(size_t) D;
@y
  data->span = span_of(N);
  size_t panels = (size_t) data->span*BLOCK, columns = panels*(size_t) D;
@z
@x
  int *order = panel_y(data, 0);
@y
  int *order = room_for_order(data);
  if (order == NULL) return free_dataset(data), NULL;
@z
@x
  for (long i = 0; i < data->N; i++)
@y
  tell_others(STANDARDISE, data, data->N, 2*data->D, m->mean); /* the scales stand behind the means */
  for (long i = process*data->span*BLOCK*PANEL; i < data->N && is_here(data, i/PANEL); i++)
@z
@x
  read_command_line(r->argc, r->argv, r);
@y
  join_others(&r->argc, &r->argv);
  if (processes > 1) r->threads = 1;
  read_command_line(r->argc, r->argv, r);
  if (processes > 1 && r->task & (PREDICT|TEST_MODEL)) misused("%s: expected a single process, found %d", r->argv[1], processes);
@z
@x
  if (!count_bytes(r, '\n', 0, size, &lines)) return false;
@y
  if (!count_part(r, &file, count_bytes, &lines)) return false;
@z
@x
  for (; any; any = next_row(r)) {
    if (N == room && !make_room(r, data, room += room/2 + 1000)) return false;
@y
  for (any = any && begin_part(r, *data, classes, &N); any; any = next_in_part(r, *data, N)) {
    if (N == room && are_together()) return fault(r, NULL, NO_ORDINARY_FILE);
    if (N == room && !make_room(r, data, room += room/2 + 1000)) return false;
@z
@x
  if (r->message[0] != 0) return false;
@y
  if (r->message[0] != 0 || !end_part(r, *data, classes, &N, &dropped)) return false;
@z
@x
dataset *read_points(const char *file, reading *how, class_list *classes, char *message)
@y
dataset *read_all(const char *file, reading *how, class_list *classes, char *message)
@z
@x
  const uint64_t sum = data_checksum(r->data);
@y
  const char *why = unfit(s, r->data->N);
  if (why != NULL) misused("%s", why);
  serve((int) r->threads, &r->m, r->data);
  const uint64_t sum = data_checksum(r->data);
@z
@x
  put_word(r->program);
@y
  if (processes > 1) fprintf(stderr, " mpirun -n %d", processes);
  put_word(r->program);
@z
