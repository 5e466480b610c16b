# What Gradescope wants: sh book/exercises/gradescope.sh FOLDER, from the top, makes a folder with setup.sh, run_autograder, and what they need;
# and FOLDER.zip, if there is a zip. COURSE is the word of which the students' numbers are made, together with their e-mail addresses.
set -e
to=$1
rm -rf "$to" "$to.zip"
mkdir -p "$to/book/exercises" "$to/book/playground" "$to/tests"
cp Makefile ffnn.w "$to/"
cp tests/tools.mk "$to/tests/" # what the Makefile includes
cp book/playground/playground.mk "$to/book/playground/"
for f in book/* book/exercises/*; do test ! -f "$f" || cp "$f" "$to/$f"; done
rm -f "$to"/book/exercises/*.right "$to"/book/exercises/*.mistakes # tests
# the container is for one answer only, and thrown away: if nothing confines there, none will do
cat >"$to/setup.sh" <<Y
#!/bin/sh
apt-get update && apt-get install -y --no-install-recommends $PACKAGES
cd /autograder/source && chmod -R a+rX . && make build/exercises/ready build/exercises/jail
Y
cat >"$to/run_autograder" <<Y
#!/bin/sh
results=/autograder/results/results.json
echo '{"output": "The grader could not be started. This is no fault of your answer: please tell your instructor."}' >\$results
id=\$(tr ',{' '\n\n' </autograder/submission_metadata.json | sed -n 's/.*"email": *"\([^"]*\)".*/\1/p' | head -n 1)
chmod a+x /autograder
cd /autograder/source && make -s grade DIR=/autograder/submission FORMAT=gradescope RESULT=\$results ID="\$id" COURSE='$COURSE' SANDBOX='bwrap jail none'
exit 0
Y
chmod 755 "$to/setup.sh" "$to/run_autograder"
if command -v zip >/dev/null; then (cd "$to" && zip -qr "../${to##*/}.zip" .); echo "$to.zip: upload it as the autograder of a programming assignment"
else echo "$to: zip what is in it (there is no zip here), and upload it as the autograder of a programming assignment"; fi
