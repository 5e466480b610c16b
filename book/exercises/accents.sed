# Letters beyond ASCII, as UTF-8, in TeX's way: sed -f accents.sed, with LC_ALL=C
s/Ä/\\"A/g; s/Ë/\\"E/g; s/Ï/\\"I/g; s/Ö/\\"O/g; s/Ü/\\"U/g; s/Ÿ/\\"Y/g; s/ä/\\"a/g; s/ë/\\"e/g; s/ï/\\"{\\i}/g; s/ö/\\"o/g; s/ü/\\"u/g; s/ÿ/\\"y/g
s/Á/\\'A/g; s/É/\\'E/g; s/Í/\\'I/g; s/Ó/\\'O/g; s/Ú/\\'U/g; s/Ý/\\'Y/g; s/á/\\'a/g; s/é/\\'e/g; s/í/\\'{\\i}/g; s/ó/\\'o/g; s/ú/\\'u/g; s/ý/\\'y/g
s/Ć/\\'C/g; s/Ĺ/\\'L/g; s/Ń/\\'N/g; s/Ŕ/\\'R/g; s/Ś/\\'S/g; s/Ź/\\'Z/g; s/ć/\\'c/g; s/ĺ/\\'l/g; s/ń/\\'n/g; s/ŕ/\\'r/g; s/ś/\\'s/g; s/ź/\\'z/g
s/À/\\`A/g; s/È/\\`E/g; s/Ì/\\`I/g; s/Ò/\\`O/g; s/Ù/\\`U/g; s/à/\\`a/g; s/è/\\`e/g; s/ì/\\`{\\i}/g; s/ò/\\`o/g; s/ù/\\`u/g
s/Â/\\^A/g; s/Ê/\\^E/g; s/Î/\\^I/g; s/Ô/\\^O/g; s/Û/\\^U/g; s/â/\\^a/g; s/ê/\\^e/g; s/î/\\^{\\i}/g; s/ô/\\^o/g; s/û/\\^u/g
s/Ã/\\~A/g; s/Ñ/\\~N/g; s/Õ/\\~O/g; s/ã/\\~a/g; s/ñ/\\~n/g; s/õ/\\~o/g
s/Č/\\v C/g; s/Ď/\\v D/g; s/Ě/\\v E/g; s/Ň/\\v N/g; s/Ř/\\v R/g; s/Š/\\v S/g; s/Ť/\\v T/g; s/Ž/\\v Z/g
s/č/\\v c/g; s/ď/\\v d/g; s/ě/\\v e/g; s/ň/\\v n/g; s/ř/\\v r/g; s/š/\\v s/g; s/ť/\\v t/g; s/ž/\\v z/g
s/Ő/\\H O/g; s/Ű/\\H U/g; s/ő/\\H o/g; s/ű/\\H u/g; s/Ů/\\accent23U/g; s/ů/\\accent23u/g; s/Ğ/\\u G/g; s/ğ/\\u g/g; s/Ă/\\u A/g; s/ă/\\u a/g; s/İ/\\:I/g; s/Ż/\\:Z/g; s/ż/\\:z/g
s/Ç/\\c C/g; s/ç/\\c c/g; s/Ş/\\c S/g; s/ş/\\c s/g; s/Ș/\\c S/g; s/ș/\\c s/g; s/Ț/\\c T/g; s/ț/\\c t/g; s/Ā/\\=A/g; s/ā/\\=a/g; s/Ē/\\=E/g; s/ē/\\=e/g; s/Ī/\\=I/g; s/ī/\\={\\i}/g; s/Ō/\\=O/g; s/ō/\\=o/g; s/Ū/\\=U/g; s/ū/\\=u/g
s/Å/\\AA{}/g; s/å/\\aa{}/g; s/Æ/\\AE{}/g; s/æ/\\ae{}/g; s/Œ/\\OE{}/g; s/œ/\\oe{}/g; s/Ø/\\O{}/g; s/ø/\\o{}/g; s/ß/\\ss{}/g; s/Ł/\\L{}/g; s/ł/\\l{}/g; s/ı/\\i{}/g
s/‘/`/g; s/’/'/g; s/“/``/g; s/”/''/g; s/„/,,/g; s/–/--/g; s/—/---/g; s/…/\\dots{}/g
