# What developers need besides, included by the Makefile. Most of it wants the packages of `make deps-tools'.

TOOLS = clang clang-tidy cvc4 debootstrap frama-c-base libclang-rt-dev python3-sklearn valgrind why3 z3
BENCHED = g++ libeigen3-dev libfann-dev libopenblas0-pthread python3-numpy python3-sklearn python3-torch
PYTHON = /usr/bin/python3
.PHONY: deps-bench deps-tools coverage mutants reproduce sanitize tsan valgrind analyze prove fuzz fuzz-seeds bench bench-steps accuracy check-systems

deps-bench: PACKAGES += $(BENCHED)
deps-bench: deps ## install the programs that `make bench' compares with
deps-tools: PACKAGES += $(TOOLS)
deps-tools: deps ## install the packages for what follows

SCRIPT = @CC='$(CC)' PARTS='$(PARTS) library playground' WRAPPED='$(WRAPPED)' FLAGS='-std=c11 -D_GNU_SOURCE -g $(WARNINGS) -I$(B)' sh
# gcov knows by #line where in ffnn.w it is. Left out are tests that take too long without optimisation, and those of other programs.
COVERAGE = $(filter-out complex equations training exercises,$(TESTS))
coverage: $(SOURCES) $(B)/network.h ## how much of the library and the tool the tests run, in ffnn.w's own lines
	$(SCRIPT) tests/tools/coverage.sh $(COVERAGE)
COUNT = 100
mutants: $(SOURCES) $(B)/network.h ## mistakes.txt, and small mistakes in COUNT (100) places each of the library and the tool: do the tests notice?
	$(SCRIPT) -c 'COUNT=$(COUNT) sh tests/tools/mutants.sh'
reproduce: ## build everything twice, in two places, and with clang: the same tables, the same book?
	@sh tests/tools/reproduce.sh '$(MAKE)' $(abspath $(B))/reproduce
sanitize: $(SOURCES) $(B)/network.h ## the tests under the sanitizers of addresses and undefined behaviour
	$(SCRIPT) tests/tools/sanitize.sh $(B)/sanitize address,undefined,float-cast-overflow $(filter-out training exercises memory,$(TESTS))
tsan: $(SOURCES) $(B)/network.h ## the tests of threads under the sanitizer of threads
	$(SCRIPT) tests/tools/sanitize.sh $(B)/tsan thread network batch library
valgrind: $(SOURCES) $(B)/network.h ## small runs of the program under memcheck
	$(SCRIPT) tests/tools/valgrind.sh
analyze: $(SOURCES) $(B)/network.h ## what gcc -fanalyzer and clang-tidy find
	$(SCRIPT) tests/tools/analyze.sh
prove: $(SOURCES) $(B)/network.h ## no index outside, no overflow, no sample twice: proved by Frama-C, Z3, and CVC4
	@sh tests/tools/prove.sh
SECONDS = 60
fuzz: $(SOURCES) $(B)/network.h ## random files and arguments, SECONDS (60) for each of three programs
	$(SCRIPT) tests/tools/fuzz.sh $(SECONDS)
fuzz-seeds: $(SOURCES) $(B)/network.h ## those that are kept in tests/tools/corpus, once
	$(SCRIPT) tests/tools/fuzz.sh
ROUNDS = 7
bench: $(B)/bench $(B)/experiments ## how fast it is, beside Eigen, NumPy, scikit-learn, PyTorch, FANN, and the limits of the machine
	@rm -f $(B)/bench_eigen $(B)/bench_fann # which can be made if the packages are there
	@! echo '#include <Eigen/Dense>' | $(CXX) $(EIGEN) -E - >/dev/null 2>&1 || $(CXX) $(EIGEN) tests/tools/bench_eigen.cpp -o $(B)/bench_eigen
	@! echo '#include <doublefann.h>' | $(CC) -E - >/dev/null 2>&1 || $(C) $(NATIVE) tests/tools/bench_fann.c -o $(B)/bench_fann -ldoublefann -lm
	@sh tests/tools/bench.sh $(B) $(PYTHON) $(ROUNDS)
bench-steps: $(B)/bench ## what each step of the chapter on speed brought, with gcc and with clang
	@PASS='$(PASS)' sh tests/tools/steps.sh $(B) $(ROUNDS)
NATIVE = -O3 $(call try,-march=native)
EIGEN = -x c++ -std=c++17 -w -DNDEBUG -I/usr/include/eigen3 -Ofast $(call try,-march=native) $(call try,-mprefer-vector-width=512)
$(B)/bench: tests/tools/bench.c tests/clock.h $(B)/parts.a
	$(C) -O2 $< $(B)/parts.a -o $@ -pthread -lm
accuracy: $(B)/ffnn ## the trainer beside scikit-learn's, on four data sets that come with that
	$(PYTHON) tests/tools/accuracy.py $<
SYSTEMS = bookworm trixie
check-systems: ## `make deps all' and `make check' in new Debian SYSTEMS (bookworm trixie); as root, with debootstrap
	@sh tests/tools/systems.sh $(SYSTEMS)

# --- many processes: everything once more, with the changes of book/mpi.ch. Only processes.c wants MPI; so whether the changes still fit
# is seen by `make check', too.
.PHONY: deps-mpi mpi check-mpi bench-mpi
MPI_C = $(C) -DPROCESSES
MPICC = OMPI_CC='$(firstword $(CC))' mpicc $(wordlist 2,99,$(MPI_C))
MPI_PARTS = $(PARTS:%=$(B)/mpi/%.o) $(B)/mpi/tool.o
MPI_SOURCES = $(MPI_PARTS:.o=.c) $(B)/mpi/processes.c
deps-mpi: PACKAGES += libopenmpi-dev openmpi-bin
deps-mpi: deps ## install Open MPI
mpi: $(B)/ffnn-mpi ## the program for many processes, build/ffnn-mpi; first make deps-mpi
$(B)/mpi: | $(B)
	@mkdir -p $@
$(MPI_SOURCES) &: ffnn.w book/mpi.ch | $(B)/mpi
	@CHANGES="$$PWD/book/mpi.ch" sh book/cweb.sh $(B)/mpi notebook.c ctangle || { rm -f $(MPI_SOURCES); exit 1; }
$(B)/mpi/network.o: $(B)/mpi/network.c $(B)/compiler book/levels.sh
	sh book/levels.sh $< $@ $(MPI_C) $(PASS) $(SHARED)
$(filter-out $(B)/mpi/network.o,$(MPI_PARTS)): %.o: %.c $(B)/compiler
	$(MPI_C) $(EXACT) $(SHARED) -c $< -o $@
$(B)/mpi/points.o: MPI_C += -Dread=read_part
$(B)/mpi/processes.o: $(B)/mpi/processes.c $(B)/compiler
	@command -v mpicc >/dev/null || { echo 'Open MPI is missing; make deps-mpi installs it'; exit 1; }
	$(MPICC) -O2 -c $< -o $@
$(B)/ffnn-mpi: $(MPI_PARTS) $(B)/mpi/processes.o
	$(MPICC) $^ -o $@ -pthread -lm
# the same, but the sums are added by MPI itself
$(B)/mpi/reduced: tests/mpi_reduced.c $(MPI_PARTS) $(B)/mpi/processes.o
	$(MPICC) -O2 $^ -o $@ -pthread -lm
$(B)/mpi/compiles: $(MPI_SOURCES)
	$(MPI_C) $(PASS) -fsyntax-only $(MPI_PARTS:.o=.c)
	@touch $@
check-mpi: $(B)/ffnn-mpi $(B)/mpi/reduced $(B)/ffnn ## the same bits for 1, 2, 3, 8 processes and for threads; going on; a process killed; mistakes
	@sh tests/mpi.sh $(B)
bench-mpi: $(B)/ffnn-mpi $(B)/ffnn ## how long an iteration takes, with one to eight processes
	@sh tests/tools/bench_mpi.sh $(B) $(ROUNDS)
