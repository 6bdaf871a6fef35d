package io.csmetrics.io;

import io.csmetrics.data.CustomerData;
import io.csmetrics.io.FolderContents.Contents;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder of files, at most one of each kind: {@code accounts.csv}, {@code movements.jsonl.gz} and so on, by the names of
 * {@link RecordFile#all()} and the ends .csv, .csv.gz, .jsonl and .jsonl.gz. Other files are not looked at.
 */
public final class DataFolder {
    private final Map<RecordFile<?>, Path> files;

    private DataFolder(Map<RecordFile<?>, Path> files) {
        this.files = Collections.unmodifiableMap(files);
    }

    /**
     * Looks into a folder, without reading its files.
     *
     * <p>An error is: two files of one kind, of which only the first by the order of the ends is used; a CSV or JSON Lines file whose name is
     * nearly, or begins like, that of a kind; a folder with the name of such a file; no file of any kind. A notice is any other CSV or JSON
     * Lines file, which is not read. Names that begin with a dot are passed over.
     *
     * @param folder the folder
     * @param findings where problems are added
     * @return what is there
     * @throws NoSuchFileException if there is no such folder
     * @throws NotDirectoryException if it is no folder
     * @throws IOException if it cannot be listed
     */
    public static DataFolder open(Path folder, Findings findings) throws IOException {
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(
                    folder.toString(), null, "must be a folder with files of data; check the path");
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder + " must be a folder; give the folder that holds the file");
        }
        Map<String, Path> byName = new LinkedHashMap<>();
        try (Stream<Path> listing = Files.list(folder)) {
            listing.sorted().forEach(file -> byName.put(String.valueOf(file.getFileName()), file));
        }
        Map<RecordFile<?>, Path> files = new LinkedHashMap<>();
        for (RecordFile<?> kind : RecordFile.all()) {
            choose(kind, byName, findings).ifPresent(file -> files.put(kind, file));
        }
        byName.keySet().forEach(name -> reportUnknown(name, findings));
        if (files.isEmpty()) {
            findings.add(Finding.error(
                    folder.toString(),
                    0,
                    "",
                    "",
                    "must hold at least one file of data",
                    "add one of " + String.join(", ", names(FileFormat.EXTENSIONS.get(0)))));
        }
        return new DataFolder(files);
    }

    /**
     * Reads a whole folder strictly.
     *
     * @param folder the folder
     * @param zone the zone in which dates begin
     * @return the data
     * @throws InvalidDataException with every problem of every file, and of the records together
     * @throws IOException if there is no such folder, or a file cannot be read
     */
    public static CustomerData read(Path folder, ZoneId zone) throws IOException {
        Findings findings = new Findings();
        CustomerData data = read(folder, zone, findings)
                .addTo(CustomerData.builder().zone(zone))
                .buildLenient(findings);
        findings.throwIfErrors();
        return data;
    }

    /**
     * Reads a whole folder in one go.
     *
     * @param folder the folder
     * @param zone the zone of local dates and times that stand for instants
     * @param findings where the problems of the folder and of all its files are added
     * @return the readable records
     * @throws IOException if there is no such folder, or a file cannot be read
     */
    public static FolderContents read(Path folder, ZoneId zone, Findings findings) throws IOException {
        return open(folder, findings).read(zone, findings);
    }

    /**
     * Returns the file of a kind.
     *
     * @param kind the kind
     * @return the file, empty if there is none
     */
    public Optional<Path> file(RecordFile<?> kind) {
        return Optional.ofNullable(files.get(kind));
    }

    /**
     * Returns the kinds of which there is a file.
     *
     * @return the kinds, in the order of {@link RecordFile#all()}
     */
    public Set<RecordFile<?>> kinds() {
        return files.keySet();
    }

    /**
     * Reads all files.
     *
     * @param zone the zone of local dates and times that stand for instants
     * @param findings where the problems of all files are added
     * @return the readable records
     * @throws IOException if a file cannot be read
     */
    public FolderContents read(ZoneId zone, Findings findings) throws IOException {
        return read(zone, findings, kind -> {});
    }

    /**
     * Reads all files, and tells how far it is.
     *
     * @param zone the zone of local dates and times that stand for instants
     * @param findings where the problems of all files are added
     * @param begun told of each kind before its file is read, in the order of {@link #kinds()}
     * @return the readable records
     * @throws IOException if a file cannot be read
     */
    public FolderContents read(ZoneId zone, Findings findings, Consumer<RecordFile<?>> begun) throws IOException {
        Map<RecordFile<?>, Contents<?>> contents = new LinkedHashMap<>();
        for (RecordFile<?> kind : files.keySet()) {
            begun.accept(kind);
            contents.put(kind, contents(kind, zone, findings));
        }
        return new FolderContents(contents);
    }

    private Contents<?> contents(RecordFile<?> kind, ZoneId zone, Findings findings) throws IOException {
        Path file = Objects.requireNonNull(files.get(kind));
        Optional<PlainMovements> plain =
                kind == RecordFile.MOVEMENTS ? PlainMovementReader.read(file) : Optional.empty();
        return plain.isPresent() ? Contents.of(plain.get()) : Contents.of(kind.read(file, zone, findings));
    }

    /** Takes all files of a kind out of the listing, and returns the one to read. */
    private static Optional<Path> choose(RecordFile<?> kind, Map<String, Path> byName, Findings findings) {
        List<Path> found = new ArrayList<>();
        for (String end : FileFormat.EXTENSIONS) {
            Path file = byName.remove(kind.name() + end);
            if (file != null && Files.isRegularFile(file)) {
                found.add(file);
            } else if (file != null) {
                findings.add(Finding.error(
                        kind.name() + end, 0, "", "", "must be a file", "put the file itself in its place"));
            }
        }
        for (int i = 1; i < found.size(); i++) {
            findings.add(Finding.error(
                    String.valueOf(found.get(i).getFileName()),
                    0,
                    "",
                    "",
                    "must be the only file of " + kind,
                    "remove it or " + found.get(0).getFileName()));
        }
        return found.stream().findFirst();
    }

    private static void reportUnknown(String fileName, Findings findings) {
        Optional<String> end = FileFormat.extension(fileName);
        if (end.isEmpty() || fileName.startsWith(".")) {
            return;
        }
        String base = fileName.substring(0, fileName.length() - end.get().length());
        Optional<String> meant = begun(base).or(() -> Suggestion.nearest(base, names("")));
        if (meant.isPresent()) {
            findings.add(Finding.error(
                    fileName,
                    0,
                    "",
                    "",
                    "must have the name of a kind of file",
                    "did you mean " + meant.get() + end.get()));
        } else {
            findings.add(Finding.notice(
                    fileName, 0, "", "", "is not read", "the files of data are " + String.join(", ", names(""))));
        }
    }

    /** Returns the kind with whose name a file's begins, such as movements-2025 or events (1). */
    private static Optional<String> begun(String base) {
        return names("").stream()
                .filter(kind -> base.regionMatches(true, 0, kind, 0, kind.length()))
                .findFirst();
    }

    private static List<String> names(String end) {
        return RecordFile.all().stream().map(kind -> kind.name() + end).toList();
    }
}
