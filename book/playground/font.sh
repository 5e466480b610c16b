# The characters of Latin Modern Math that the page's formulas use: sh font.sh OUTPUT. The file has no date, so it is the same for everybody.
font=/usr/share/texmf/fonts/opentype/public/lm-math/latinmodern-math.otf
test -f "$font" || { echo "$font is missing: make deps-playground installs it"; exit 1; }
characters='U+20,U+28-2B,U+2C-2F,U+30-39,U+3C-3E,U+B7,U+302,U+2C6,U+2190,U+2202,U+2211,U+2212,U+22C5' # digits and signs
characters="$characters,U+68,U+6C,U+6E,U+6F,U+210E" # h, l, n, o upright, and h in italic
# b, c, e, j, k, i, w to z; B, J, K, M, N; and delta, eta, theta, lambda, mu, xi, sigma, all in mathematical italic
characters="$characters,U+1D44F,U+1D450,U+1D452,U+1D456-1D458,U+1D464-1D467,U+1D435,U+1D43D,U+1D43E,U+1D440,U+1D441"
characters="$characters,U+1D6FF,U+1D702,U+1D703,U+1D706,U+1D707,U+1D709,U+1D70E"
exec /usr/bin/python3 -m fontTools.subset "$font" --unicodes="$characters" --flavor=woff2 --layout-features= --no-glyph-names \
  --drop-tables+=FFTM --no-recalc-timestamp --output-file="$1"
