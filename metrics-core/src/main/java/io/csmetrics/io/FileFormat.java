package io.csmetrics.io;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** How records stand in a file, told by the end of its name. */
enum FileFormat {
    /** Rows of cells below a header. */
    CSV(".csv"),
    /** One JSON object a line. */
    JSON_LINES(".jsonl");

    /** What a row may have at most; a longer one is a quote that was never closed. */
    static final int LONGEST_ROW = 1 << 20;

    static final String GZIP = ".gz";

    /** The ends of file names, in the order in which they are preferred. */
    static final List<String> EXTENSIONS =
            List.of(CSV.extension, CSV.extension + GZIP, JSON_LINES.extension, JSON_LINES.extension + GZIP);

    private static final int BUFFER = 1 << 16;

    private final String extension;

    FileFormat(String extension) {
        this.extension = extension;
    }

    /** Returns the end of a file's name by which it is known, whatever its case. */
    static Optional<String> extension(String fileName) {
        return EXTENSIONS.stream()
                .filter(end -> fileName.regionMatches(true, fileName.length() - end.length(), end, 0, end.length()))
                .findFirst();
    }

    /** Returns the format of a file. */
    static FileFormat of(String fileName) {
        String end = extension(fileName)
                .orElseThrow(() -> new IllegalArgumentException("file name \"" + fileName + "\" must end in "
                        + String.join(", ", EXTENSIONS) + "; rename the file"));
        return end.startsWith(CSV.extension) ? CSV : JSON_LINES;
    }

    static boolean isGzip(String fileName) {
        return extension(fileName).orElse("").endsWith(GZIP);
    }

    /** Returns the plain bytes of a file. */
    static InputStream plain(InputStream file, String fileName) throws IOException {
        return isGzip(fileName) ? new GZIPInputStream(new BufferedInputStream(file, BUFFER), BUFFER) : file;
    }

    /** Returns where to write the plain bytes of a file. */
    static OutputStream create(Path file) throws IOException {
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        return isGzip(file.toString()) ? new GZIPOutputStream(out, BUFFER) : out;
    }
}
