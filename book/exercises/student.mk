# The exercises of the book; README.md says how to work them, `make help' what can be made. Everything generated goes to build/; what is yours is in
# mine/, and nothing here overwrites it.

B = build
CC = cc
CFLAGS =

.PHONY: all clean help
.SILENT:
all: $(B)/exercises/ready ## what checks the exercises
	echo 'Ready. To begin an exercise, and then to have it checked:  make exercise N=01'

clean: ## remove build/, and nothing of yours
	rm -rf $(B)

help: ## this list
	awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.DELETE_ON_ERROR:
ifeq ($(filter grouped-target,$(.FEATURES)),)
$(error Please use GNU make 4.3 or later: this one, $(MAKE_VERSION), would run ctangle once for each file)
endif

# An option is used if the compiler takes it.
try = $(shell $(CC) -Werror $(1) -x c -c /dev/null -o /dev/null 2>/dev/null && echo '$(1)')
WARNINGS = -Wall -Wextra
C = $(CC) -std=c11 -D_GNU_SOURCE -g $(CFLAGS) -I$(B)
PASS = -O3 $(call try,-ffp-contract=fast) -fno-math-errno \
  $(call try,-fno-trapping-math) $(call try,-fopenmp-simd) $(call try,-Wno-pass-failed)
EXACT = -O2 $(call try,-ffp-contract=off)

$(B):
	mkdir -p $@
PARTS = data network files points models check tables
SOURCES = $(PARTS:%=$(B)/%.c) $(B)/tool.c $(B)/notebook.c
$(SOURCES) $(B)/network.h &: ffnn.w | $(B)
	echo 'This takes some seconds, once.'
	sh book/cweb.sh $(B) notebook.c ctangle || { rm -f $(SOURCES) $(B)/network.h; exit 1; }
	awk -f book/comments.awk ffnn.w $(B)/network.h >$(B)/network.h.new && mv $(B)/network.h.new $(B)/network.h

# the trainer, for `make mine'
$(B)/network.o: $(B)/network.c $(B)/network.h
	sh book/levels.sh $< $@ $(C) $(PASS)
$(patsubst %,$(B)/%.o,$(filter-out network,$(PARTS))) $(B)/tool.o: $(B)/%.o: $(B)/%.c $(B)/network.h
	$(C) $(EXACT) -c $< -o $@
$(B)/libffnn.a: $(PARTS:%=$(B)/%.o)
	rm -f $@ && ar rcs $@ $^
$(B)/ffnn: $(B)/tool.o $(B)/libffnn.a
	$(C) $^ -o $@ -pthread -lm

include book/exercises/exercises.mk
