"""Test a saved model with the points of a file, and ask it about the point whose inputs are all zero.
python3 example.py libffnn.so.2 MODEL POINTS"""
import ctypes
import sys

ffnn = ctypes.CDLL(sys.argv[1])
for name in 'ffnn_read', 'ffnn_load':  # these return pointers; the others used here an int, if nothing is said
    getattr(ffnn, name).restype = ctypes.c_void_p
for name in 'ffnn_class', 'ffnn_message':
    getattr(ffnn, name).restype = ctypes.c_char_p
for name in 'ffnn_test', 'ffnn_size':
    getattr(ffnn, name).restype = ctypes.c_long


def checked(result):
    if result is None or result < 0:
        sys.exit('example: ' + ffnn.ffnn_message().decode())
    return result


def pointer(result):
    return ctypes.c_void_p(checked(result))


model = pointer(ffnn.ffnn_load(sys.argv[2].encode()))
points = pointer(ffnn.ffnn_read(sys.argv[3].encode(), model))
print(checked(ffnn.ffnn_test(model, points, None)), 'of', ffnn.ffnn_size(points), 'wrong')
inputs = (ctypes.c_double * ffnn.ffnn_inputs(model))()
probability = (ctypes.c_double * ffnn.ffnn_classes(model))()
answer = ctypes.c_int()
checked(ffnn.ffnn_predict(model, ctypes.c_long(1), inputs, ctypes.byref(answer), probability))
print(f'zero: {ffnn.ffnn_class(model, answer).decode()}, with probability {probability[answer.value]:.3f}')
ffnn.ffnn_free(model)
ffnn.ffnn_free_points(points)
