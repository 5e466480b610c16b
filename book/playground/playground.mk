# The playground: a page in which the book's C runs in a browser. What the page looks like is in book/playground/; what it computes is
# playground.c, which ffnn.w makes, with the library's files, compiled for WebAssembly.

PG = book/playground
PG_PACKAGES = clang-19 lld-19 wasi-libc libclang-rt-19-dev-wasm32 fonts-lmodern python3-fonttools python3-brotli
PG_PARTS = network data points models check playground
# Clang 19 is in Debian 12 and 13, and its programs for WebAssembly are faster by a fifth than those of clang 14.
# The page's functions are those that the header declares. The linker is called by its own name: through clang, it would be followed by
# wasm-opt if that happens to be installed, and the bytes would not be the same everywhere.
PG_C = clang-19 --target=wasm32-wasi -std=c11 -D_GNU_SOURCE -D_WASI_EMULATED_SIGNAL $(WARNINGS) -I$(B)/playground -I$(B) -Oz -fvisibility=hidden
PG_LINK = wasm-ld-19 --no-entry --strip-all -z stack-size=1048576 --stack-first
PG_VECTORS = $(B)/playground/vectors
PG_PLAIN = $(B)/playground/plain

.PHONY: playground deps-playground check-playground check-engine
playground: $(B)/playground.html ## the network, live, in a page for a browser: build/playground.html (make deps-playground first)
deps-playground: PACKAGES += $(PG_PACKAGES) chromium nodejs
deps-playground: deps ## install the packages that the playground is made with, and a browser to test it

$(PG_VECTORS)/%.o: PG_C += -msimd128 -fopenmp-simd
$(PG_VECTORS)/network.o: PG_C += -O2
$(PG_PLAIN)/%.o: PG_C += -Wno-unknown-pragmas
%/network.o: PG_C += -Os -fno-math-errno -fno-trapping-math -Wno-pass-failed
%/points.o: PG_C += -Dopen=text_open -Dread=text_read -Dclose=text_close -Dfstat=text_stat -Dpread=text_pread
$(B)/playground/pthread.h: $(B)/one_thread.h | $(PG_VECTORS)
	cp $< $@
$(PG_PARTS:%=$(PG_VECTORS)/%.o): $(PG_VECTORS)/%.o: $(B)/%.c $(HEADERS) $(B)/playground/pthread.h | $(PG_VECTORS)
	$(PG_C) -c $< -o $@
$(PG_PARTS:%=$(PG_PLAIN)/%.o): $(PG_PLAIN)/%.o: $(B)/%.c $(HEADERS) $(B)/playground/pthread.h | $(PG_PLAIN)
	$(PG_C) -c $< -o $@
$(PG_VECTORS) $(PG_PLAIN): | $(B)
	@mkdir -p $@
$(PG_VECTORS).wasm $(PG_PLAIN).wasm: %.wasm: $(PG_PARTS:%=\%/%.o)
	$(PG_LINK) $$(sed -n 's/.*\(play_[a-z]*\)(.*/--export=\1/p' $(B)/playground.h) $(PG_PARTS:%=$*/%.o) -L/usr/lib/wasm32-wasi -lc \
	  $$(clang-19 --target=wasm32-wasi -print-libgcc-file-name) -o $@
	gzip -9nc $@ >$@.gz
$(B)/playground/math.woff2: $(PG)/font.sh | $(PG_PLAIN)
	sh $(PG)/font.sh $@
$(B)/playground.html: $(PG_VECTORS).wasm $(PG_PLAIN).wasm $(B)/playground/math.woff2 $(B)/ffnn.pdf $(wildcard $(PG)/*.html $(PG)/*.css $(PG)/*.js) $(PG)/page.awk
	awk -v B=$(B)/playground -v PG=$(PG) -f $(PG)/page.awk $(B)/ffnn.lab $(PG)/page.html >$@.new && mv $@.new $@

check-engine: $(PG_VECTORS).wasm $(PG_PLAIN).wasm $(B)/ffnn $(B)/ffnn.pdf ## the playground's numbers beside the program's, with nodejs, and without a browser
	node tests/playground_engine.mjs $(B)
check-playground: check-engine $(B)/playground.html ## the page in a browser, chromium: numbers, keys, bad input, sizes, speed
	node tests/playground_page.mjs $(B)
