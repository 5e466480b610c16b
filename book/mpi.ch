One network, many processes: see the section "Out of one machine".
A process has the panels from |first| to |end-1|; the samples of others go nowhere.
@x
  column *x; /* input |d| of the samples in panel |p| is column |x[p*D+d]| */
@y
  long first, end;
  bool alone; /* are these points not shared? */
  column *x; /* input |d| of the samples in panel |p| is column |x[(p-first)*D+d]| */
@z
@x
@d for_panels(data, p) for (long p = 0; p < panel_count(data); p++)
@d panel_x(data, p) ((data)->x + (p)*(data)->D)
@d panel_y(data, p) (data)->y[p]
@y
@d for_panels(data, p) for (long p = (data)->first; p < (data)->end && p < panel_count(data); p++)
@d is_here(data, p) ((p) >= (data)->first && (p) < (data)->end)
@d panel_x(data, p) (is_here(data, p) ? (data)->x + ((p) - (data)->first)*(data)->D : no_x)
@d panel_y(data, p) (is_here(data, p) ? (data)->y[(p) - (data)->first] : no_y)
@z
@x
    for (int i = 0; i < panel_size(data, p); i++) counts[panel_y(data, p)[i]*C + answer[i]]++;
  }
@y
    for (int i = 0; i < panel_size(data, p); i++) counts[panel_y(data, p)[i]*C + answer[i]]++;
  }
  gather_counts(net, theta, counts);
@z
@x
  crew->next = 0;
  crew->left = crew->blocks = block_count(n);
@y
  if (!crew->data->alone) call_others(GRADIENT, theta, crew->count);
  own_blocks(crew->data, n, &crew->next, &crew->blocks);
  crew->left = crew->blocks - crew->next;
@z
@x
  add_blocks(crew->blocks, 1 + crew->count, crew->sums);
@y
  gather_sums(crew->data, n, 1 + crew->count, crew->sums, add_blocks);
@z
@x
@<Functions of the interface@>@;
#endif
@y
@<Functions of the interface@>@;
#include "processes.h"
#endif
@z
@x
  size_t panels = (size_t) panel_count(data), columns = panels*(size_t) D;
@y
  own_panels(N, &data->first, &data->end);
  size_t panels = (size_t)(data->end - data->first), columns = panels*(size_t) D;
@z
The tool
@x
  read_command_line(argc, argv, &r);
@y
  join_others(&argc, &argv);
  if (processes > 1) r.threads = 1;
  read_command_line(argc, argv, &r);
  const settings *s = &r.m.set;
  if (processes > 1 && (r.task != TRAIN || s->holdout > 0 || r.validation_file != NULL || (r.data_file != NULL && s->raw == 0)
                        || (s->batch_size != 0 && s->batch_size != s->samples)))
    misused("expected training with all points at once, of circles, or with --data and --raw, since there are several processes");
@z
@x
  open_tables(r);
  standardise_points(r);
  draw_initial_weights(r, &o);
@y
  serve(r->crew, r->m.net, &r->training);
  open_tables(r);
  standardise_points(r);
  draw_initial_weights(r, &o);
@z
@x
  look_for_trouble(r, &o);
@y
  if (processes == 1) look_for_trouble(r, &o);
@z
@x
  sum = checksum(sum, data->x, panels*(size_t) data->D*sizeof(column));
  return checksum(sum, data->y, panels*sizeof(int[PANEL]));
@y
  return (void) panels, checksum_of_all(data, sum);
@z
@x
  const bool past = j == LOSS || j == INITIAL || j == CHECK || j == SUMMARY; /* which a model doesn't know */
@y
  if (processes > 1 && (j == DATA || j == HIDDEN)) return false; /* nobody has all the samples */
  const bool past = j == LOSS || j == INITIAL || j == CHECK || j == SUMMARY; /* which a model doesn't know */
@z
@x
  if (some.N > r->training.N) some.N = r->training.N;
@y
  some.alone = true;
  if (some.N > some.end*PANEL) some.N = some.end*PANEL;
  if (some.N > r->training.N) some.N = r->training.N;
@z
