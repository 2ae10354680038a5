# Every type and function that is `package` says what it promises, in /// lines above it and its attributes.
# Properties and initialisers are counted, and the count is bounded by `most`. What only fulfils a protocol of the
# standard library promises what that protocol says.

FNR == 1 { documented = 0 }

/^[ \t]*\/\/\// { documented = 1; next }

# Attributes and comments may stand between the documentation and what it documents.
/^[ \t]*(@|\/\/)/ && !/[ \t]package / { next }

/^[ \t]*(@[A-Za-z_]+(\([^)]*\))? +)*package / && !/package (extension|import) / {
    if (!documented && !/func ([<>=~+|&!-]+|encode\(to|hash\(into|makeIterator\(|makeAsyncIterator\(|next\()/) {
        if (/[ \t](struct|enum|class|actor|protocol|func|subscript|typealias)[ \t(]/ && !/typealias Element/) {
            sub(/^[ \t]+/, "")
            print "  " FILENAME ":" FNR ": no documentation: " $0
            bad = 1
        } else
            rest++
    }
}

{ documented = 0 }

END {
    if (rest > 0) print "  " rest " properties and initialisers without documentation (at most " most ")"
    exit bad || rest > most
}
