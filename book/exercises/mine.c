/* The trainer that `make mine' builds: the program of the book's introduction, with fewer points and longer steps, and the boundary that it finds. */
#include <math.h>
#include <stdio.h>
#include "network.h"

enum { COUNT = 17, COLUMNS = 60, ROWS = 28 }; /* the parameters, and the picture's size, in letters */
static const double WIDTH = 3, HEIGHT = 2.6; /* and in the plane, with the origin in the middle */

static bool report(void *context, long t, real J)
{
  (void) context;
  if (t%500 == 0) printf("after %4ld steps the loss is %12.6f\n", t, J);
  return true;
}

/* The ground is what the network says: `:' for the disc, blank for the ring. On it are the first points: `o' of the ring, `x' of the disc. */
static void draw(network net, const double *theta, const dataset *data)
{
  static char picture[ROWS][COLUMNS + 1];
  for (int r = 0; r < ROWS; r++) { /* a row is a panel */
    column x[2] = {{0}}, h[3], z[2], s, y_hat[2];
    int answer[PANEL];
    for (int c = 0; c < COLUMNS; c++) {
      x[0][c] = ((c + .5)/COLUMNS - .5)*WIDTH;
      x[1][c] = (.5 - (r + .5)/ROWS)*HEIGHT;
    }
    forward(net, theta, x, h, z, s, y_hat);
    predict(net.C, y_hat, answer);
    for (int c = 0; c < COLUMNS; c++) picture[r][c] = answer[c] == 1 ? ':' : ' ';
  }
  for (int i = 0; i < panel_size(data, 0); i++) {
    const double c = floor((data->x[0][i]/WIDTH + .5)*COLUMNS), r = floor((.5 - data->x[1][i]/HEIGHT)*ROWS);
    if (c >= 0 && c < COLUMNS && r >= 0 && r < ROWS) picture[(int) r][(int) c] = data->y[0][i] == 0 ? 'o' : 'x';
  }
  for (int r = 0; r < ROWS; r++) printf("  %s\n", picture[r]);
}

int main(void)
{
  const network net = {2, 3, 2};
  double theta[COUNT], M[COUNT] = {0}, slope[COUNT], quotient[COUNT], worst = 0;
  generator g;
  seed_generator(&g, 42);
  dataset *data = make_circles(2000, 0.1, 0.1, &g);
  team *crew = data == NULL ? NULL : make_team(2, net, data);
  if (crew == NULL) {
    fprintf(stderr, "mine: not enough memory\n");
    return 1;
  }
  random_parameters(&g, COUNT, theta);
  gradient(crew, theta, slope);
  central_differences(crew, theta, 1e-4, quotient);
  for (int j = 0; j < COUNT; j++) worst = fmax(worst, relative_error(slope[j], quotient[j]));
  printf("gradient check: worst relative error %.1e\n", worst);
  random_parameters(&g, COUNT, theta);
  train(crew, theta, M, 2000, 2.5e-3, 0.5, report, NULL);
  printf("misclassified: %ld of %ld\n", misclassified(net, theta, data), data->N);
  draw(net, theta, data);
  free_team(crew);
  free_dataset(data);
  return 0;
}
