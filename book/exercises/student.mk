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

WARNINGS = -Wall -Wextra

$(B):
	mkdir -p $@
$(B)/network.h: ffnn.w | $(B)
	echo 'This takes some seconds, once.'
	sh book/cweb.sh $(B) notebook.c ctangle || { rm -f $@; exit 1; }

include book/exercises/exercises.mk
