/* The exclusive or, from memory: do two bits differ? Shows the loss now and then, and stops when it is small.
   c++ example.cc $(pkg-config --cflags --libs ffnn) -o example && ./example */
#include <ffnn.h>
#include <cstdio>
#include <memory>
#include <vector>

struct Free {
  void operator()(ffnn_points *points) const { ffnn_free_points(points); }
  void operator()(ffnn_model *model) const { ffnn_free(model); }
};

static int watch(void *, long t, double loss)
{
  if (t % 100 == 0) std::printf("%ld %.4f\n", t, loss);
  return loss < 0.01; // then it may stop
}

int main()
{
  const std::vector<double> x = {0, 0, 0, 1, 1, 0, 1, 1};
  const std::vector<int> y = {0, 1, 1, 0};
  std::unique_ptr<ffnn_points, Free> points(ffnn_make(4, 2, 2, x.data(), y.data()));
  ffnn_settings set = ffnn_defaults(4);
  std::unique_ptr<ffnn_model, Free> model(ffnn_train(points.get(), &set, watch, nullptr));
  std::vector<int> answers(4);
  if (ffnn_predict(model.get(), 4, x.data(), answers.data(), nullptr) != 0) { // also if there is no model
    std::fprintf(stderr, "example: %s\n", ffnn_message());
    return 1;
  }
  for (int i = 0; i < 4; i++) std::printf("%g %g: %d\n", x[2*i], x[2*i + 1], answers[i]);
}
