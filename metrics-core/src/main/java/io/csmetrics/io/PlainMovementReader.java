package io.csmetrics.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;

/**
 * Reads a CSV file of movements byte by byte, if it is plain: a header on the first line, one row or more, each on a line of its own; no quotes,
 * nothing in the columns that a row need not have; ISO dates, types in capitals, amounts above 0 in digits with at most six decimals, one
 * currency.
 *
 * <p>It takes the whole file or says that it cannot, and never says why: what is odd is judged in one place only, by {@link CsvSource}.
 */
final class PlainMovementReader {
    private static final int BLOCK = 1 << 18;
    private static final int MOST_DIGITS = 18;
    private static final int DATE_LENGTH = 10;
    private static final int CURRENCY_LENGTH = 3;

    /** What no two or three bytes are. */
    private static final int NONE = Integer.MIN_VALUE;

    /** What stands in a column, in the order of the columns of {@link RecordFile#MOVEMENTS}. */
    private enum Cell {
        ACCOUNT,
        DAY,
        TYPE,
        AMOUNT,
        CURRENCY,
        NOTHING
    }

    /** Says that a file is not plain. It never leaves this class. */
    private static final class NotPlain extends Exception {
        private static final long serialVersionUID = 1;

        NotPlain() {
            super("not plain", null, false, false);
        }
    }

    private final InputStream in;

    /** Whole lines up to {@code end}, then what is there of the next, up to {@code filled}. */
    private final byte[] bytes = new byte[BLOCK + 1 + IdCodes.PADDING];

    private int end;
    private int filled;

    private final IdCodes ids = new IdCodes();
    private final TypeNames types = new TypeNames();
    private final List<PlainMovements.Portion> portions = new ArrayList<>();
    private PlainMovements.Portion portion = new PlainMovements.Portion();

    /** The next row of the portion, and its first without an account. */
    private int row;

    private int firstUnresolved;
    private int idsJudged;

    /** The type of the row, the digits of its amount and its decimals. */
    private int type;

    private long digits;
    private int decimals;

    private int scale;
    private final long[] largestDigits = new long[PlainMovements.MOST_DECIMALS + 1];

    /** The last date in its own bytes, and its day: in most files many rows in turn share one. */
    private long lastYearAndMonth;

    private int lastDayOfMonth = NONE;
    private int lastDay;

    /** The letters of the one currency. */
    private int currency = NONE;

    private PlainMovementReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its movements; empty if it is not plain, or cannot be read
     */
    static Optional<PlainMovements> read(Path file) {
        String source = RecordFile.fileName(file);
        if (FileFormat.of(source) != FileFormat.CSV) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, source);
        } catch (IOException e) {
            // who reads it next meets the same and tells it
            return Optional.empty();
        }
    }

    /** Reads a stream of a file's bytes. */
    static Optional<PlainMovements> read(InputStream in, String source) throws IOException {
        try {
            return Optional.of(new PlainMovementReader(FileFormat.plain(in, source)).movements(source));
        } catch (NotPlain e) {
            return Optional.empty();
        }
    }

    private PlainMovements movements(String source) throws IOException, NotPlain {
        fill();
        int lineEnd = lineEnd();
        Cell[] cells = cells(new String(bytes, 0, lineEnd, StandardCharsets.UTF_8));
        int begin = lineEnd + 1;
        do {
            rows(cells, begin);
            fill();
            begin = 0;
        } while (end > 0);
        int size = portions.size() * PlainMovements.PORTION + row;
        require(size > 0);
        portions.add(portion);
        for (int d = 0; d < largestDigits.length; d++) {
            require(PlainMovements.fits(largestDigits[d], d, scale));
        }
        return new PlainMovements(source, unit(currency), ids.ids(), portions, size, scale);
    }

    /** Reads on to the end of a line; a last line without one gets it. */
    private void fill() throws IOException, NotPlain {
        filled -= end;
        System.arraycopy(bytes, end, bytes, 0, filled);
        int count = 0;
        while (filled < BLOCK && count >= 0) {
            count = in.read(bytes, filled, BLOCK - filled);
            filled += Math.max(count, 0);
        }
        if (count < 0 && filled > 0 && bytes[filled - 1] != '\n') {
            bytes[filled++] = '\n';
        }
        end = filled;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        require(end > 0 || filled == 0);
    }

    private int lineEnd() throws NotPlain {
        for (int at = 0; at < end; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        throw new NotPlain();
    }

    private static Cell[] cells(String header) throws NotPlain {
        String line = header.startsWith("\uFEFF") ? header.substring(1) : header;
        List<String> names =
                List.of((line.endsWith("\r") ? line.substring(0, line.length() - 1) : line).split(",", -1));
        List<String> columns = RecordFile.MOVEMENTS.columns();
        require(columns.containsAll(names)
                && names.stream().distinct().count() == names.size()
                && names.containsAll(columns.subList(0, Cell.NOTHING.ordinal())));
        return names.stream()
                .map(name -> Cell.values()[Math.min(columns.indexOf(name), Cell.NOTHING.ordinal())])
                .toArray(Cell[]::new);
    }

    private static void require(boolean plain) throws NotPlain {
        if (!plain) {
            throw new NotPlain();
        }
    }

    /** Reads the rows up to the end. A cell may run beyond its row into what follows, but then its row has no proper end. */
    private void rows(Cell[] cells, int begin) throws NotPlain {
        int last = cells.length - 1;
        int at = begin;
        while (at < end) {
            for (int i = 0; i < last; i++) {
                at = cell(cells[i], at);
                require(bytes[at] == ',');
                at++;
            }
            at = cell(cells[last], at);
            at += bytes[at] == '\r' ? 1 : 0;
            require(bytes[at] == '\n');
            at++;
            finishRow();
        }
        resolveAccounts();
    }

    /** Reads a cell, and returns where it ends. */
    private int cell(Cell cell, int at) throws NotPlain {
        return switch (cell) {
            case ACCOUNT -> account(at);
            case DAY -> day(at);
            case TYPE -> type(at);
            case AMOUNT -> amount(at);
            case CURRENCY -> currency(at);
            case NOTHING -> at;
        };
    }

    private int account(int at) {
        return ids.await(bytes, at);
    }

    private int day(int at) throws NotPlain {
        long yearAndMonth = ByteWords.at(bytes, at);
        int dayOfMonth = (bytes[at + DATE_LENGTH - 2] << Byte.SIZE) | bytes[at + DATE_LENGTH - 1];
        if (yearAndMonth != lastYearAndMonth || dayOfMonth != lastDayOfMonth) {
            lastDay = dayAt(at);
            lastYearAndMonth = yearAndMonth;
            lastDayOfMonth = dayOfMonth;
        }
        portion.days[row] = lastDay;
        return at + DATE_LENGTH;
    }

    private int dayAt(int at) throws NotPlain {
        int year = number(at, 4);
        require(year > 0 && bytes[at + 4] == '-' && bytes[at + 7] == '-');
        try {
            return (int)
                    LocalDate.of(year, number(at + 5, 2), number(at + 8, 2)).toEpochDay();
        } catch (DateTimeException e) {
            throw new NotPlain();
        }
    }

    private int number(int at, int length) throws NotPlain {
        int number = 0;
        for (int i = at; i < at + length; i++) {
            require(isDigit(bytes[i]));
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private int type(int at) throws NotPlain {
        type = types.ordinalAt(bytes, at);
        require(type >= 0);
        return at + types.length(type);
    }

    private int amount(int begin) throws NotPlain {
        int point = digits(begin, 0);
        int amountEnd = point;
        decimals = 0;
        if (bytes[point] == '.') {
            amountEnd = digits(point + 1, digits);
            decimals = amountEnd - point - 1;
            require(decimals > 0 && decimals <= PlainMovements.MOST_DECIMALS);
            scale = Math.max(scale, decimals - zerosBefore(amountEnd, decimals));
        }
        require(point > begin && amountEnd - begin <= MOST_DIGITS && digits > 0);
        largestDigits[decimals] = Math.max(largestDigits[decimals], digits);
        return amountEnd;
    }

    /** Reads digits behind others, as far as they go, and returns where they end. */
    private int digits(int begin, long before) {
        long number = before;
        int at = begin;
        int bits;
        do {
            long word = ByteWords.at(bytes, at);
            bits = ByteWords.bitsOfDigits(word);
            int count = bits / Byte.SIZE;
            number = number * PlainMovements.POWERS_OF_TEN[count] + ByteWords.number(word, bits);
            at += count;
        } while (bits == Long.SIZE);
        digits = number;
        return at;
    }

    private int zerosBefore(int at, int most) {
        int zeros = 0;
        while (zeros < most && bytes[at - 1 - zeros] == '0') {
            zeros++;
        }
        return zeros;
    }

    private int currency(int at) throws NotPlain {
        int letters = (bytes[at] << Short.SIZE) | (bytes[at + 1] << Byte.SIZE) | bytes[at + 2];
        if (letters != currency) {
            require(currency == NONE);
            unit(letters);
            currency = letters;
        }
        return at + CURRENCY_LENGTH;
    }

    private static CurrencyUnit unit(int letters) throws NotPlain {
        char[] code = {(char) (letters >> Short.SIZE), (char) ((letters >> Byte.SIZE) & 0xFF), (char) (letters & 0xFF)};
        try {
            return CurrencyUnit.of(new String(code));
        } catch (IllegalCurrencyException e) {
            throw new NotPlain();
        }
    }

    private void finishRow() throws NotPlain {
        portion.set(row, type, digits, decimals);
        row++;
        if (row == PlainMovements.PORTION) {
            resolveAccounts();
            portions.add(portion);
            require(portions.size() < Integer.MAX_VALUE / PlainMovements.PORTION);
            portion = new PlainMovements.Portion();
            row = 0;
            firstUnresolved = 0;
        } else if (ids.waiting() == IdCodes.BATCH) {
            resolveAccounts();
        }
    }

    private void resolveAccounts() throws NotPlain {
        ids.resolve(bytes, portion.accounts, firstUnresolved);
        require(!ids.isCrowded());
        firstUnresolved = row;
        for (; idsJudged < ids.ids().size(); idsJudged++) {
            judge(ids.ids().get(idsJudged));
        }
    }

    /** What {@link CsvSource} and the record ask of an id, once for each. */
    private static void judge(String id) throws NotPlain {
        require(!id.isBlank() && id.indexOf('"') < 0 && id.indexOf('\uFFFD') < 0);
        try {
            require(FormulaGuard.unguarded(id).equals(CellType.ID.reading().read(id, ZoneOffset.UTC)));
        } catch (Unfit e) {
            throw new NotPlain();
        }
    }
}
