# Coursework: exercises that are checked. Everything for them is in book/exercises/, the student's files are in mine/.

EX = book/exercises
EX_BIN = $(B)/exercises/bin
EX_NAMES = $(shell awk -F '\t' '!/^\#/ && $$5 != "" { print $$2 }' $(EX)/list.tsv)
EX_C = $(CC) -std=gnu11 -O1 -g $(WARNINGS) -I$(B) -I$(EX)
EX_WATCH = -fsanitize=address # for what a student's part calls with its own arrays
EX_COMPLEX = library two_layers # once more with complex numbers
EX_READY = $(EX_BIN)/by_hand $(EX_NAMES:%=$(EX_BIN)/%.judge) $(EX_NAMES:%=$(EX_BIN)/%.o) $(patsubst %,$(EX_BIN)/%.o,run run_lines cases library missing $(EX_COMPLEX:%=%_complex))

.PHONY: exercise
exercise: $(EX_READY) ## check an answer: make exercise N=07; begin it if it isn't there yet
	@B=$(B) CC='$(CC)' sh $(EX)/check.sh $(N) || { status=$$?; test $$status = 5 || exit $$status; } # "not begun" is no error

.PHONY: exercises hint watch reset answer mine
exercises: ## the list of exercises, and what is done
	@B=$(B) sh $(EX)/commands.sh list
hint: ## one more hint: make hint N=07
	@B=$(B) sh $(EX)/commands.sh hint $(N)
watch: $(EX_READY) ## check an answer whenever it changes: make watch N=07
	@B=$(B) CC='$(CC)' sh $(EX)/commands.sh watch $(N)
reset: ## begin an answer anew; the old one is kept: make reset N=07
	@B=$(B) sh $(EX)/commands.sh reset $(N)
answer: ## an answer, when yours is right, or with GIVE_UP=yes: make answer N=07
	@B=$(B) GIVE_UP='$(GIVE_UP)' sh $(EX)/commands.sh answer $(N)
mine: $(EX_READY) ## the trainer, made of your answers, and its boundary; WITH="12 16" for others than 01 to 10
	@B=$(B) CC='$(CC)' WITH='$(WITH)' sh $(EX)/mine.sh

$(EX_BIN): | $(B)
	@mkdir -p $@
$(EX_READY): $(EX)/exercise.h $(EX)/cases.h $(EX)/derivation.h $(B)/network.h | $(EX_BIN)
$(EX_BIN)/judge.o $(EX_BIN)/cases.o $(EX_BIN)/run.o $(EX_BIN)/missing.o: $(EX_BIN)/%.o: $(EX)/%.c $(EX)/exercise.h $(EX)/cases.h $(EX)/derivation.h $(B)/network.h | $(EX_BIN)
	$(EX_C) -c $< -o $@
$(EX_BIN)/run_lines.o: $(EX)/run.c
	$(EX_C) -DLINES -c $< -o $@
$(EX_NAMES:%=$(EX_BIN)/%.judge): $(EX_BIN)/%.judge: $(EX)/%.c $(EX_BIN)/judge.o $(EX_BIN)/cases.o
	$(EX_C) -DJUDGE $< $(EX_BIN)/judge.o $(EX_BIN)/cases.o -o $@ -lm
$(EX_BIN)/by_hand: $(EX)/by_hand.c
	$(EX_C) $< -o $@ -lm
$(EX_NAMES:%=$(EX_BIN)/%.o): $(EX_BIN)/%.o: $(EX)/%.c
	$(EX_C) $(EX_WATCH) -DDRIVER -c $< -o $@
$(EX_BIN)/library.o: $(EX)/library.c $(EX)/part.h
	$(EX_C) $(EX_WATCH) -c $< -o $@
$(EX_COMPLEX:%=$(EX_BIN)/%_complex.o): $(EX_BIN)/%_complex.o: $(EX)/%.c
	$(EX_C) -DDRIVER -DCOMPLEX_STEP -c $< -o $@
$(B)/exercises/ready: $(EX_READY)
	@touch $@

$(B)/exercises/activations: tests/coursework_activations.c $(EX)/activation.c $(EX_BIN)/cases.o
	$(EX_C) -DJUDGE $< $(EX_BIN)/cases.o -o $@ -lm

.PHONY: homework
homework: $(EX_READY) ## print what you have done: make homework NAME="Ada Lovelace" [N=07] [DATE="1 May"]
	@test -n "$$NAME" || { echo 'Whose? make homework NAME="..."'; exit 2; }
	@for n in $$(sed '/^#/d' $(EX)/list.tsv | cut -f 1); do test ! -f "$${MINE:-mine}/$$n.ch" && test ! -f "$${MINE:-mine}/$$n.txt" || B=$(B) CC='$(CC)' QUIET=yes sh $(EX)/check.sh $$n || test $$? != 6 || exit 1; done
	@B=$(B) sh $(EX)/homework.sh $(B)/homework.pdf; status=$$?; test $$status -gt 1 || echo '$(B)/homework.pdf'; exit $$status

# --- not for students: the copies that are handed out, tests, what the book shows

# What is given on the command line reaches the scripts through the environment, where no quote or semicolon in a name can do harm.
export DIR STUDENT COURSE FORMAT SANDBOX ID IDS RESULT JOBS HOMEWORK

.PHONY: student
student: ## the tree to hand out, without solutions: make student DIR=../handout [STUDENT=id COURSE=word]
	@B=$(B) sh $(EX)/student.sh "$$DIR"

.PHONY: grade gradescope deps-grade
$(B)/exercises/jail: $(EX)/jail.c | $(EX_BIN)
	@$(CC) -std=gnu11 -O2 $(WARNINGS) $< -o $@ || echo 'jail.c does not compile here; bubblewrap will do'
grade: $(EX_READY) $(B)/exercises/jail ## mark a class: make grade DIR=submissions [COURSE=word] [IDS=file] [FORMAT=gradescope] [SANDBOX=bwrap|jail|none]
	@B=$(B) CC='$(CC)' sh $(EX)/grade.sh "$$DIR"
gradescope: ## the autograder for Gradescope: make gradescope [COURSE=word], then upload build/autograder.zip
	@PACKAGES='gcc libc6-dev make texlive-extra-utils bubblewrap util-linux' sh $(EX)/gradescope.sh $(B)/autograder
deps-grade: PACKAGES += bubblewrap util-linux
deps-grade: deps ## install the packages for make grade

.PHONY: check-exercises
check-exercises: $(B)/exercises/ready $(B)/exercises/jail $(B)/exercises/activations ## the tests of the exercises' graders: every right answer with 200 seeds, every planted mistake
	@sh tests/coursework_marks.sh
	@B=$(B) sh tests/coursework_leak.sh
	@sh tests/coursework_broken.sh
	@B=$(B) SEEDS=2000 sh tests/coursework_hand.sh
	@B=$(B) sh tests/coursework_commands.sh
	@sh tests/coursework_print.sh
	@SEEDS=200 sh tests/coursework.sh
	@sh tests/coursework_mutants.sh
	@sh tests/coursework_grade.sh
	@sh tests/coursework_attacks.sh
	@B=$(B) sh tests/coursework_student.sh
	@$(B)/exercises/activations

# what the book shows of them
COURSEWORK = $(B)/coursework.tex $(B)/coursework.txt $(B)/coursework.ch
$(COURSEWORK) &: $(EX)/session.sh $(EX)/check.sh $(EX)/list.tsv $(EX)/hidden_delta.right $(EX)/hidden_delta.mistakes $(patsubst %,$(EX_BIN)/%.o,hidden_delta run run_lines cases library missing) $(EX_BIN)/hidden_delta.judge
	CC='$(CC)' sh $(EX)/session.sh $(B)
$(B)/ffnn.pdf: $(COURSEWORK)
