#!/usr/bin/python3
"""Does the trainer, by its defaults, do as well as scikit-learn's on data that neither was tuned for? /usr/bin/python3 accuracy.py PROGRAM, with
Debian's python3-sklearn. Four data sets that come with it, ten splits each (states 0 to 9; the defaults were chosen with others), three quarters to train with;
as many hidden units for both; MLPClassifier gets inputs that have been scaled, ffnn the raw ones. Fails if ffnn is behind by more than two points of a hundred."""
import subprocess, sys, tempfile, warnings
import numpy as np
from sklearn import datasets
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

warnings.filterwarnings('ignore')
program, folder, behind = sys.argv[1], tempfile.TemporaryDirectory(), False


def write(name, x, y):
    path = folder.name + '/' + name
    np.savetxt(path, np.c_[x, y], delimiter=',', fmt='%.17g')
    return path


def ours(x, y, more, other, hidden):
    out = folder.name + '/out'
    subprocess.run([program, '--data', write('train.csv', x, y), '--validation', write('test.csv', more, other), '--hidden', str(hidden),
                    '--force', '--quiet', '--output', out], check=True)
    summary = dict(line.rstrip('\n').split('\t') for line in open(out + '/summary.tsv') if line[0] != '#')
    return float(summary['holdout_accuracy'])


print('accuracy on a quarter held out, mean of ten splits, and its standard error\n'
      'data           hidden   ffnn             MLPClassifier')
for name, load, hidden in (('iris', datasets.load_iris, 10), ('wine', datasets.load_wine, 10),
                           ('breast cancer', datasets.load_breast_cancer, 10), ('digits', datasets.load_digits, 30)):
    points, both = load(), []
    for state in range(10):
        x, more, y, other = train_test_split(points.data, points.target, random_state=state)
        scaler = StandardScaler().fit(x)
        theirs = MLPClassifier(hidden_layer_sizes=(hidden,), random_state=state).fit(scaler.transform(x), y)
        both.append((ours(x, y, more, other, hidden), theirs.score(scaler.transform(more), other)))
    mean, error = np.mean(both, axis=0), np.std(both, axis=0, ddof=1)/np.sqrt(len(both))
    print('%-14s %6d   %.4f +- %.4f   %.4f +- %.4f' % (name, hidden, mean[0], error[0], mean[1], error[1]))
    behind = behind or mean[0] < mean[1] - .02
sys.exit(int(behind))
