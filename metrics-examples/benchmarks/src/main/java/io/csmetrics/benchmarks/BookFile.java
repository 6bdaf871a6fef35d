package io.csmetrics.benchmarks;

import io.csmetrics.io.MovementFile;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RevenueLedger;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The movements of a book as a file in the library's columns, {@code account_id,effective_on,type,amount,currency}, by day. */
record BookFile(Path path, AccountIds ids) {
    private static final String HEADER = "account_id,effective_on,type,amount,currency";
    private static final int CENTS = 100;

    /** The file in a folder; it is written unless it is there. */
    static BookFile in(Path folder, RevenueBook book, AccountIds ids) {
        Path path = folder.resolve(
                "movements-" + book.accounts() + (ids == AccountIds.NUMBERS ? "-numbers.csv" : "-texts.csv"));
        if (!Files.exists(path)) {
            write(path, book, ids);
        }
        return new BookFile(path, ids);
    }

    private static void write(Path path, RevenueBook book, AccountIds ids) {
        Path unfinished = path.resolveSibling(path.getFileName() + ".part");
        List<String> names = book.accountIds(ids);
        try {
            try (BufferedWriter out = Files.newBufferedWriter(unfinished, StandardCharsets.US_ASCII)) {
                out.write(HEADER + "\n");
                StringBuilder line = new StringBuilder();
                for (int row = 0; row < book.size(); row++) {
                    long amount = book.amount(row);
                    line.setLength(0);
                    line.append(names.get(book.account(row)))
                            .append(',')
                            .append(LocalDate.ofEpochDay(book.epochDay(row)))
                            .append(',')
                            .append(book.type(row))
                            .append(',')
                            .append(amount / CENTS)
                            .append('.')
                            .append(amount % CENTS / 10)
                            .append(amount % 10)
                            .append(',')
                            .append(RevenueBook.CURRENCY.getCode())
                            .append('\n');
                    out.append(line);
                }
            }
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + path, e);
        }
    }

    /** Reads the file by the library. */
    RevenueLedger ledger() {
        try {
            return MovementFile.read(path);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + path, e);
        }
    }

    /** Reads the file as one does by hand: line by line, cell by cell, into objects. */
    PlainPeer plain(Map<String, Integer> cellByAccountId) {
        PlainPeer.Loading loading = new PlainPeer.Loading(cellByAccountId);
        try (BufferedReader in = Files.newBufferedReader(path, StandardCharsets.US_ASCII)) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int day = line.indexOf(',') + 1;
                int type = line.indexOf(',', day) + 1;
                int amount = line.indexOf(',', type) + 1;
                int point = line.indexOf('.', amount);
                int currency = line.indexOf(',', point) + 1;
                if (!line.startsWith(RevenueBook.CURRENCY.getCode(), currency)) {
                    throw new IllegalStateException("the currency of \"" + line + "\" must be " + RevenueBook.CURRENCY);
                }
                loading.add(
                        line.substring(0, day - 1),
                        LocalDate.parse(line.substring(day, type - 1)),
                        Type.valueOf(line.substring(type, amount - 1)),
                        Long.parseLong(line, amount, point, 10) * CENTS
                                + Integer.parseInt(line, point + 1, currency - 1, 10));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + path, e);
        }
        return loading.finish();
    }
}
