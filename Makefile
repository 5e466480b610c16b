# `make help' says what can be made. Everything generated goes to build/.

B = build
CC = cc
CFLAGS =
REAL = double
PREFIX = /usr/local
DESTDIR =
export PREFIX DESTDIR # for a script, where no blank or quotation mark in them can do harm

.PHONY: all deps ffnn run experiments figures book check install clean help
all: ffnn experiments figures book ## the program, the figures, and the book

deps: ## install the Debian packages that are missing (asks for root)

ffnn: $(B)/ffnn ## the program, build/ffnn; with REAL=float, what is computed for each sample is in single precision

run: ## the training run of the book: tables in build/run

experiments: ## the experiments of the book, some minutes: tables in build/results

figures: ## the figures, in build/figures; with RUN=FOLDER those of a run of your own, in FOLDER/figures

book: $(B)/ffnn.pdf ## the book, build/ffnn.pdf: experiments, figures, and the tests whose results it quotes

check: ## the tests

install: $(B)/ffnn $(B)/libffnn.a $(B)/libffnn.so.2 $(B)/ffnn.1 ## program, library, header and manual page, to PREFIX (/usr/local)

clean: ## remove from build/ what make has made, and nothing of yours

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.DELETE_ON_ERROR:
ifeq ($(wildcard ffnn.w),)
$(error The sources aren't here. Please use: make -C the/folder/of/ffnn.w B=$(CURDIR)/$(B))
endif
ifeq ($(filter double float,$(REAL)),)
$(error REAL is double or float, and not $(REAL))
endif
ifeq ($(REAL),float)
.DEFAULT_GOAL = ffnn
ifneq ($(filter all run experiments figures book check readme,$(MAKECMDGOALS)),)
$(error The numbers of the book and its tests are of double precision; with REAL=float, please make ffnn, install, or check-float)
endif
endif
ifneq ($(words $(B)),1)
$(error Please use a folder B without blanks in its name)
endif
ifeq ($(filter grouped-target,$(.FEATURES)),)
$(error Please use GNU make 4.3 or later: this one, $(MAKE_VERSION), would run ctangle once for each file)
endif

# --- what it needs

# ctangle and cweave are in texlive-extra-utils
PACKAGES = gcc gnuplot-nox help2man libc6-dev libcmocka-dev libgsl-dev make pkgconf texlive-extra-utils
deps:
	@if ! command -v dpkg-query >/dev/null; then \
	  echo 'This is not Debian. Please install a C compiler, GNU make, CWEB, pdfTeX with plain TeX,'; \
	  echo 'gnuplot (with cairo), cmocka, GSL, and help2man; on Debian the packages are:'; \
	  echo '  $(PACKAGES)'; exit 1; fi; \
	missing=$$(for p in $(PACKAGES); do \
	  dpkg-query -W -f '$${db:Status-Status}' $$p 2>/dev/null | grep -qx installed || echo $$p; done); \
	test -z "$$missing" && exit 0; \
	test $$(id -u) = 0 && sudo= || sudo=sudo; \
	echo "installing" $$missing; \
	$$sudo apt-get update && \
	DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y --no-install-recommends $$missing

# Side by side, as much as there are processors, unless somebody says otherwise (make -j1)
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += --jobs=$(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) --output-sync=target
endif

# An option is used if the compiler takes it, so that other compilers and processors work too.
try = $(shell $(CC) -Werror $(1) -x c -c /dev/null -o /dev/null 2>/dev/null && echo '$(1)')
WARNINGS = -Wall -Wextra
C = $(CC) -std=c11 -D_GNU_SOURCE -g $(WARNINGS) $(CFLAGS) $(SINGLE) -I$(B)
# make REAL=float: the samples, and what is computed for each of them, in single precision
SINGLE = $(if $(filter float,$(REAL)),-DSINGLE)
# The network may fuse a*b+c; the data must have NumPy's bits. Code that can be anywhere in memory is no slower if its
# functions are for this library or program only.
SHARED = $(call try,-fPIC) $(call try,-fvisibility=hidden)
PASS = -O3 $(call try,-ffp-contract=fast) -fno-math-errno \
  $(call try,-fno-trapping-math) $(call try,-fschedule-insns) $(call try,-fsched-pressure) -funroll-loops $(call try,-fopenmp-simd) $(call try,-Wno-pass-failed) $(call try,-mllvm -inline-threshold=1000)
EXACT = -O2 $(call try,-ffp-contract=off)

$(B) $(B)/run $(B)/results $(B)/figures: | $(filter deps deps-bench deps-mpi deps-tools deps-grade deps-playground,$(MAKECMDGOALS)) # first the packages
	@mkdir -p $@

# what the compiler is called with, written when it isn't what it was; then everything is compiled again
COMPILER = $(strip $(CC) $(CFLAGS) $(SINGLE))
ifneq ($(file <$(B)/compiler),$(COMPILER))
.PHONY: $(B)/compiler
endif
$(B)/compiler: export SAID = $(COMPILER)
$(B)/compiler: | $(B)
	@printf '%s\n' "$$SAID" >$@

# --- the program

# the library's files, and the programs'
PARTS = data network files points models check tables
SOURCES = $(PARTS:%=$(B)/%.c) $(B)/library.c $(B)/tool.c $(B)/playground.c $(B)/experiments.c $(B)/limits.c $(B)/processes.c $(B)/notebook.c
HEADERS = $(B)/network.h $(B)/ffnn.h $(B)/playground.h $(B)/one_thread.h $(B)/processes.h
$(SOURCES) $(HEADERS) &: ffnn.w | $(B)
	@sh book/cweb.sh $(B) notebook.c ctangle || { rm -f $(SOURCES) $(HEADERS); exit 1; }
	awk -f book/comments.awk ffnn.w $(B)/network.h >$(B)/new.h && mv $(B)/new.h $(B)/network.h
	awk -v public=yes -f book/comments.awk ffnn.w $(B)/ffnn.h >$(B)/new.h && mv $(B)/new.h $(B)/ffnn.h

$(B)/network.o $(B)/limits.o: $(B)/%.o: $(B)/%.c $(B)/network.h $(B)/compiler book/levels.sh
	sh book/levels.sh $< $@ $(C) $(PASS) $(SHARED)
$(patsubst %,$(B)/%.o,$(filter-out network,$(PARTS))) $(B)/tool.o $(B)/playground.o $(B)/notebook.o $(B)/experiments.o: $(B)/%.o: $(B)/%.c $(B)/network.h $(B)/compiler
	$(C) $(EXACT) $(SHARED) -c $< -o $@
# for the programs here and the tests, all of its functions
$(B)/parts.a: $(PARTS:%=$(B)/%.o)
	rm -f $@ && ar rcs $@ $^
# for others, those that ffnn.h has: whatever else is visible in the object becomes local, if there is objcopy
$(B)/library.o: $(B)/library.c $(HEADERS) $(B)/compiler
	$(C) $(EXACT) -fPIC -c $< -o $@
$(B)/libffnn.o: $(B)/library.o $(PARTS:%=$(B)/%.o)
	$(C) -nostdlib -r $^ -o $@
	! command -v objcopy >/dev/null || objcopy --localize-hidden $@
$(B)/libffnn.a: $(B)/libffnn.o
	rm -f $@ && ar rcs $@ $^
$(B)/libffnn.so.2: $(B)/library.o $(PARTS:%=$(B)/%.o)
	$(C) -shared -Wl,-soname,libffnn.so.2 $^ -o $@ -pthread -lm
$(B)/experiments: LIBRARIES = -lgsl -lgslcblas
$(B)/notebook $(B)/experiments: %: %.o $(B)/parts.a
$(B)/experiments: $(B)/limits.o
$(B)/ffnn: $(B)/tool.o $(B)/parts.a
$(B)/ffnn $(B)/notebook $(B)/experiments:
	$(C) $^ -o $@ $(LIBRARIES) -pthread -lm

# the manual page is made of the help
$(B)/ffnn.1: $(B)/ffnn book/manual.h2m
	@command -v help2man >/dev/null || { echo 'help2man, which makes the manual page, is missing; make deps installs it'; exit 1; }
	cp book/manual.h2m $(B) && cd $(B) && help2man --no-info --include=manual.h2m --output=ffnn.1 \
	  --name='train a small feedforward neural network' ./ffnn && rm manual.h2m
install:
	sh book/install.sh $(B)

# --- the run that the book reports, and the figures drawn from it

# What a program consists of, without comments and the line and section numbers of ffnn.w: it changes only when the code
# does, so that a run needn't be repeated because a sentence has changed.
LIBRARY = $(PARTS:%=$(B)/%.c) $(B)/network.h
$(B)/ffnn.code: $(B)/tool.c $(LIBRARY)
$(B)/notebook.code: $(B)/notebook.c $(B)/data.c $(B)/network.c $(B)/network.h
$(B)/experiments.code: $(B)/experiments.c $(B)/limits.c $(B)/data.c $(B)/network.c $(B)/tables.c $(B)/network.h
$(B)/%.code:
	@sed '/^#line/d' $^ | tr -d '\n' | sed 's,/[*][^*]*[*]*\([^*/][^*]*[*][*]*\)*/,,g' >$@.new; \
	cmp -s $@.new $@ && rm $@.new || mv $@.new $@

TABLES = data legend loss initial parameters gradient_check boundary hidden surface summary
RUN_TABLES = $(TABLES:%=$(B)/run/%.tsv)
$(RUN_TABLES) &: $(B)/ffnn.code | $(B)/ffnn
	@rm -f $(RUN_TABLES) $(RUN_TABLES:%=%.part) # an older version's would be in the way
	$(B)/ffnn --output $(B)/run --force
run: $(RUN_TABLES)

# What measures time has the machine for itself, and comes first; then what takes long.
TIMED = $(B)/results/speed.tsv $(B)/results/roofline.tsv $(B)/results/sizes.tsv

# the program of the introduction, and what it prints
$(B)/notebook.txt: $(B)/notebook.code | $(B)/notebook $(TIMED)
	$(B)/notebook >$@
# a session with the tool, and a model that it has saved
SESSION = $(B)/session.txt $(B)/model.txt
$(SESSION) &: $(B)/ffnn.code book/session.sh book/xor.csv | $(B)/ffnn $(TIMED)
	sh book/session.sh $(B)/ffnn $(B)

# --- the experiments, each of which writes one table

EXPERIMENTS = speed roofline sizes at_random tail escapes widths batches generalisation grid diverging third interfere own learned plateau strip \
  curvature cost example chain valley faults minimax gaps steps contraction ideal rounding
RESULTS = $(EXPERIMENTS:%=$(B)/results/%.tsv)
$(B)/results/speed.tsv: | $(RUN_TABLES)
$(B)/results/roofline.tsv: | $(B)/results/speed.tsv
$(B)/results/sizes.tsv: | $(B)/results/roofline.tsv
$(B)/results/at_random.tsv $(B)/results/course: | $(TIMED)
# the others when the book's run is there, so that what needs it and takes long isn't left for the end
$(filter-out $(TIMED) $(B)/results/at_random.tsv,$(RESULTS)): | $(B)/results/course
$(B)/results/%.tsv: $(B)/experiments.code | $(B)/experiments $(B)/results
	$(B)/experiments $* $(COURSE) >$@
$(B)/results/own.tsv: $(B)/ffnn.code
# those that look at the book's run, which is made once
OF_COURSE = curvature generalisation interfere learned plateau steps strip tail
$(OF_COURSE:%=$(B)/results/%.tsv): COURSE = $(B)/results/course
$(OF_COURSE:%=$(B)/results/%.tsv): $(B)/results/course
$(B)/results/course: $(B)/experiments.code | $(B)/experiments $(B)/results
	$(B)/experiments course >$@
experiments: $(RESULTS)

FIGURES = moments logistic ramp three network chain costs valley boxes backward graph minimax data loss boundary corrected hidden surface panels roofline sizes strip plateau escapes grid \
  widths \
  steps contraction tail batches bumps
RUN_FIGURES = data loss boundary hidden surface
GNUPLOT = LC_ALL=C.UTF-8 gnuplot -e "run='$(B)/run'; results='$(B)/results'; out='$(B)/figures'"
$(B)/figures/%.tex $(B)/figures/%.png: figures/%.gp figures/style.gp | $(B)/figures
	$(GNUPLOT) $<
FIGURE_TEX = $(FIGURES:%=$(B)/figures/%.tex)
$(B)/figures/moments.tex: $(B)/run/data.tsv $(B)/run/initial.tsv $(B)/results/strip.tsv
$(B)/figures/ramp.tex $(B)/figures/three.tex: figures/shade.gp
$(B)/figures/three.tex: $(B)/run/data.tsv
$(RUN_FIGURES:%=$(B)/figures/%.tex): $(B)/run/legend.tsv $(B)/run/data.tsv figures/run.gp
$(B)/figures/loss.tex: $(B)/run/loss.tsv
$(B)/figures/boundary.tex: $(B)/run/boundary.tsv $(B)/run/parameters.tsv
$(B)/figures/corrected.tex: $(B)/results/learned.tsv $(B)/run/data.tsv
$(B)/figures/hidden.tex: $(B)/run/hidden.tsv $(B)/run/parameters.tsv
$(B)/figures/surface.tex: $(B)/run/surface.tsv
$(B)/figures/roofline.tex: $(B)/results/roofline.tsv
$(B)/figures/sizes.tex: $(B)/results/sizes.tsv
$(B)/figures/strip.tex: $(B)/results/strip.tsv $(B)/results/plateau.tsv
$(B)/figures/plateau.tex: $(B)/results/plateau.tsv
$(B)/figures/escapes.tex: $(B)/results/escapes.tsv
$(B)/figures/grid.tex: $(B)/results/grid.tsv
$(B)/figures/widths.tex: $(B)/results/widths.tsv
$(B)/figures/steps.tex: $(B)/results/steps.tsv
$(B)/figures/contraction.tex: $(B)/results/contraction.tsv
$(B)/figures/tail.tex: $(B)/results/tail.tsv
$(B)/figures/batches.tex: $(B)/results/batches.tsv
$(B)/figures/valley.tex: $(B)/results/valley.tsv
$(B)/figures/minimax.tex: $(B)/results/minimax.tsv
$(B)/figures/network.tex $(B)/figures/backward.tex $(B)/figures/graph.tex: figures/units.gp
# the book's, or those of a run of your own
ifeq ($(origin RUN),command line)
figures:
	@sh figures/draw.sh '$(RUN)'
else
figures: $(FIGURE_TEX)
endif

.PHONY: pictures readme
pictures: figures ## copy the figures that the README shows to figures/readme/
	cp $(B)/figures/boundary.png $(B)/figures/hidden.png $(B)/figures/loss.png figures/readme/

# --- the book

CHANGES = tanh nesterov
NUMBERS = summary parameters initial
$(B)/numbers.tex: book/numbers.awk $(RUN_TABLES) $(RESULTS) $(B)/equations.tsv $(B)/exercises.tsv
	awk -f book/numbers.awk $(NUMBERS:%=$(B)/run/%.tsv) $(RESULTS) $(B)/equations.tsv $(B)/exercises.tsv >$@

# the numbers in the answers to the exercises come from the tests of the answers
EXERCISES = $(wildcard tests/exercises_*.c)
$(B)/test_exercises: $(EXERCISES) tests/exercise.h tests/equation.h
$(B)/exercises.tsv: $(B)/test_exercises tests/notebook.tsv $(CHANGES:%=$(B)/%/check)
	TESTS=tests EXERCISES=$@ $(B)/test_exercises >$(B)/exercises.log 2>&1 || { grep -v ' OK \| RUN ' $(B)/exercises.log; exit 1; }
	@cat $(CHANGES:%=$(B)/%/numbers.tsv) >>$@

$(B)/ffnn.tex: ffnn.w book/index.awk $(SOURCES) $(HEADERS) | $(B)
	@sh book/cweb.sh $(B) ffnn.tex cweave -o || { rm -f $@; exit 1; }
	awk -f book/index.awk $(SOURCES) $(HEADERS) $(B)/ffnn.idx >$(B)/index && mv $(B)/index $(B)/ffnn.idx

# three passes: labels and contents, then the contents in front, then the pages they have moved to; after the first there are
# the labels for the homework sheet that the book shows
$(B)/ffnn.pdf: $(B)/ffnn.tex $(B)/numbers.tex $(B)/notebook.txt $(SESSION) book/ffnnmac.tex book/gnuplotmac.tex $(FIGURE_TEX) $(CHANGES:%=book/%.ch)
	top=$$PWD && cd $(B) && for pass in 1 2 3; do \
	  TEXINPUTS="$$top:" pdftex -halt-on-error -interaction=nonstopmode ffnn.tex >pdftex.out || \
	    { tail -20 pdftex.out; rm -f ffnn.pdf; exit 1; }; \
	  test $$pass != 1 || (cd "$$top" && CC='$(CC)' sh book/exercises/session.sh $(B) sheet) || exit 1; done
	@sh book/complaints.sh $(B)/ffnn.log
book: $(B)/ffnn.pdf

readme: $(B)/ffnn.pdf $(B)/ffnn ## renew the numbers of pages and sections in the README, and the help; CI fails if they are wrong
	awk -f book/topics.awk $(B)/ffnn.top $(B)/ffnn.lab README.md >$(B)/README.md && cp $(B)/README.md README.md
	$(B)/ffnn --help | awk 'FNR == NR { help = help $$0 "\n"; next } /^<!--.help-->/ { old = 0 } !old { print } \
	  /^<!--help-->/ { old = 1; printf "```\n%s```\n", help }' - README.md >$(B)/README.md && cp $(B)/README.md README.md

# --- the tests

TESTS = data network batch complex equations check tables points models playground library memory cli commands faults training exercises

# the network and its data once more, with complex numbers, for derivatives by the complex step
$(B)/complex_network.o: $(B)/network.c $(B)/network.h $(B)/compiler
	$(C) $(PASS) -DCOMPLEX_STEP -c $< -o $@
$(B)/complex_data.o: $(B)/data.c $(B)/network.h $(B)/compiler
	$(C) $(EXACT) -DCOMPLEX_STEP -c $< -o $@
$(B)/test_complex: tests/test_complex.c tests/test.h $(B)/complex_network.o $(B)/complex_data.o
	$(C) -O2 -DCOMPLEX_STEP $< $(B)/complex_network.o $(B)/complex_data.o -o $@ -lcmocka -pthread -lm
$(B)/test_cli $(B)/test_commands $(B)/test_faults $(B)/test_library $(B)/test_playground: tests/process.h tests/clock.h
# the program once more, with calls that fail when they are told to
WRAPPED = malloc calloc realloc aligned_alloc pthread_create open fopen read pread write close fsync ftruncate rename link unlink mkdir clock_gettime gradient
$(B)/ffnn_faults: tests/faults.c $(B)/tool.o $(B)/parts.a
	$(C) -O1 $^ -o $@ $(WRAPPED:%=-Wl,--wrap=%) -pthread -lm
$(B)/test_faults: $(B)/ffnn_faults
$(B)/test_library $(B)/test_memory $(B)/test_playground: $(B)/library.o
$(B)/test_playground: $(B)/playground.o
$(B)/test_playground: LIBRARIES = -lgsl -lgslcblas
$(B)/test_equations $(B)/test_exercises: TEST_LEVEL = -O0 # what takes time is in the library, and otherwise in the compiler
TEST_LEVEL = -O2
$(B)/test_%: tests/test_%.c tests/test.h $(B)/parts.a $(B)/compiler
	$(C) $(TEST_LEVEL) $(filter %.c %.o,$^) $(B)/parts.a -o $@ -lcmocka $(LIBRARIES) -pthread -lm -lutil

.PHONY: check-float
check-float: ## the program with REAL=float, in a folder of its own, and its test
	@$(MAKE) B=$(B)/float REAL=float $(B)/float/ffnn $(B)/float/test_float
	TESTS=tests $(B)/float/test_float

# each equation's worst error, for the margin of the book; tested again when the code has changed, not when the prose has
EQUATIONS = $(wildcard tests/equations_*.c)
$(B)/test_equations: $(EQUATIONS) tests/equation.h
$(B)/equations.code: $(B)/data.c $(B)/network.c $(B)/network.h tests/test_equations.c $(EQUATIONS) tests/equation.h tests/test.h
$(B)/equations.tsv: $(B)/equations.code | $(B)/test_equations
	@EQUATIONS=$@ $(B)/test_equations >$(B)/equations.log 2>&1 || { cat $(B)/equations.log; exit 1; }

# the change files of the exercises: the program that each makes, in a folder of its own, and its test
$(CHANGES:%=$(B)/%/check): $(B)/%/check: ffnn.w book/%.ch tests/change.sh tests/test_changes.c tests/exercise.h tests/equation.h tests/test.h $(B)/tool.o $(B)/parts.a
	@B=$(B) CC='$(CC)' FLAGS='-std=c11 -D_GNU_SOURCE -g $(WARNINGS) $(CFLAGS)' sh tests/change.sh $* $(B)/$*

# for each program, and each script; may be empty
LIMIT = timeout -k 10 300
LONG = timeout -k 10 1800
check: $(TESTS:%=$(B)/test_%) $(B)/mpi/compiles $(B)/exercises/ready $(B)/ffnn $(B)/notebook.txt $(RUN_TABLES) $(B)/equations.tsv $(CHANGES:%=$(B)/%/check)
	@sh tests/equations.sh ffnn.w $(B)/equations.tsv
	@for t in $(TESTS); do TESTS=tests FFNN=$(B)/ffnn FAULTY=$(B)/ffnn_faults $(LIMIT) $(B)/test_$$t || \
	  { echo "test_$$t has failed, status $$? (124: it took too long)"; exit 1; }; done
	@awk -f tests/notebook.awk $(B)/notebook.txt $(B)/run/loss.tsv $(B)/run/summary.tsv
	@for c in $(CHANGES); do cat $(B)/$$c/check; done
	@B=$(B) MAKE='$(MAKE)' CC='$(CC)' $(LONG) sh tests/install.sh
	@$(LONG) sh tests/figures.sh $(B)/ffnn $(B)/drawn
	@awk -f tests/exercises.awk ffnn.w $(EXERCISES) tests/test_changes.c
	@awk -f tests/typed.awk book/typed.txt ffnn.w
	@awk -f tests/types.awk ffnn.w ffnn.w
	@for p in $(PARTS) tool; do awk -v part=$$p -f tests/tools/mistakes.awk tests/tools/mistakes.txt $(B)/$$p.c >/dev/null || exit; done
	@$(LONG) sh tests/coursework_marks.sh
	@B=$(B) $(LONG) sh tests/coursework_leak.sh
	@$(LONG) sh tests/coursework_broken.sh
	@B=$(B) $(LONG) sh tests/coursework_hand.sh
	@QUICK=yes $(LONG) sh tests/coursework.sh
	@B=$(B) QUICK=yes $(LONG) sh tests/coursework_student.sh

# what make has made, and nothing else; the folder goes if it is empty then
MADE_FOLDERS = float playground run results figures exercises mine-parts installed drawn autograder $(CHANGES) \
  analyze bench.d coverage mpi fuzz mutants prove reproduce sanitize systems tsan valgrind
MADE_FILES = *.o parts.a *.code *.log libffnn.* test_* compiler ffnn ffnn-mpi ffnn_faults notebook experiments bench bench_eigen bench_fann index README.md \
  ffnn.1 ffnn.tex ffnn.idx ffnn.scn ffnn.toc ffnn.lab ffnn.top ffnn.pdf pdftex.out numbers.tex \
  playground.html notebook.txt session.txt model.txt equations.tsv exercises.tsv \
  coursework.tex coursework.txt coursework.ch coursework.pdf homework.pdf autograder.zip
clean:
	rm -rf $(MADE_FOLDERS:%=$(B)/%)
	rm -f $(SOURCES) $(HEADERS) $(MADE_FILES:%=$(B)/%)
	@test ! -d $(B) || rmdir $(B) 2>/dev/null || echo '$(B) has files that make has not made; they stay'

include book/exercises/exercises.mk
include book/playground/playground.mk
include tests/tools.mk
