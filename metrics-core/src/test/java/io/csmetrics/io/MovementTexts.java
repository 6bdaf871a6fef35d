package io.csmetrics.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random files of movements. */
final class MovementTexts {
    private static final List<String> COLUMNS = List.of("account_id", "effective_on", "type", "amount", "currency");
    private static final List<String> OPTIONAL = List.of("movement_id", "kind", "reason", "product");

    private static final List<List<String>> PLAIN = List.of(
            List.of(
                    "a",
                    "b",
                    "7",
                    "12",
                    "120",
                    "07",
                    "1234567",
                    "12345678",
                    "abcdefgh",
                    "abcdefghi",
                    "acct_0123456789ab",
                    "é ñ"),
            List.of("2024-01-01", "2024-01-02", "2024-01-31", "2024-02-29", "2024-12-31", "0001-01-01", "9999-12-31"),
            List.of("NEW", "EXPANSION", "EXPANSION", "CONTRACTION", "CHURN", "REACTIVATION", "OPENING"),
            List.of("1", "2", "5", "10", "007", "12.50", "0.000001", "100.10", "3.0", "3.000000", "123456789012"),
            List.of("USD"));

    private static final List<List<String>> ODD = List.of(
            List.of(
                    "",
                    " ",
                    "'=x",
                    "'x",
                    "'",
                    "\"q\"",
                    "\"q\"\"q\"",
                    "a\"b",
                    "a\tb",
                    "a\0",
                    "\uFEFFa",
                    "\u00A0",
                    "\u2003",
                    "\uFFFD",
                    "=1",
                    "\"c,d\""),
            List.of(
                    "2023-02-29",
                    "2024-1-1",
                    "",
                    "0000-01-01",
                    "10000-01-01",
                    " 2024-01-01",
                    "2024-13-01",
                    "2024/01/01",
                    "2024-01-0x",
                    "\0\0\0\0\0\0\0\0\0\0"),
            List.of("new", "UPSELL", "", "NEWS", "NE", "Expansion", " CHURN", "\"NEW\"", "re-activation"),
            List.of(
                    "0",
                    "0.00",
                    "-5",
                    "+5",
                    "1e3",
                    "",
                    ".5",
                    "5.",
                    "1.0000000",
                    "1.2345678",
                    "9223372036854775807",
                    "99999999999999999999",
                    "999999999999999999",
                    "1,5",
                    "1 ",
                    "000000000000000000000001"),
            List.of("EUR", "usd", "", "U$D", "US", "USDX", "\0\0\0", "\"USD\"", "JPY "));

    private MovementTexts() {}

    /** A file that needs no general reader. */
    static String plain(Random random) {
        List<String> columns = columns(random);
        return text(columns, rows(columns, random), random);
    }

    /** A file with something about it that may be wrong. */
    static String odd(Random random) {
        List<String> columns = columns(random);
        List<List<String>> rows = rows(columns, random);
        switch (random.nextInt(8)) {
            case 0 ->
                columns.set(
                        random.nextInt(columns.size()),
                        pick(List.of("", "Amount", "amount", "region", "\"type\""), random));
            case 1 -> pick(rows, random).add("");
            case 2 -> pick(rows, random).remove(0);
            case 3 ->
                rows.add(
                        random.nextInt(rows.size() + 1),
                        new ArrayList<>(List.of(pick(List.of("", " ", "\r", ",,,,"), random))));
            case 4 -> {
                columns.add("reason");
                rows.forEach(row -> row.add(pick(List.of("", "price", " "), random)));
            }
            case 5 -> columns.add(0, "\n" + columns.remove(0));
            default -> {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    int column = random.nextInt(COLUMNS.size());
                    int at = columns.indexOf(COLUMNS.get(column));
                    pick(rows, random).set(at, pick(ODD.get(column), random));
                }
            }
        }
        return text(columns, rows, random);
    }

    private static List<String> columns(Random random) {
        List<String> columns = new ArrayList<>(COLUMNS);
        if (random.nextInt(4) == 0) {
            columns.addAll(OPTIONAL.subList(0, random.nextInt(OPTIONAL.size())));
        }
        if (random.nextBoolean()) {
            Collections.shuffle(columns, random);
        }
        return columns;
    }

    private static List<List<String>> rows(List<String> columns, Random random) {
        List<List<String>> rows = new ArrayList<>();
        int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 600 : 12);
        for (int i = 0; i < count; i++) {
            List<String> row = new ArrayList<>();
            for (String column : columns) {
                int index = COLUMNS.indexOf(column);
                row.add(index < 0 ? "" : pick(PLAIN.get(index), random));
            }
            rows.add(row);
        }
        return rows;
    }

    private static String text(List<String> columns, List<List<String>> rows, Random random) {
        String end = random.nextInt(3) == 0 ? "\r\n" : "\n";
        List<String> lines = new ArrayList<>(List.of(String.join(",", columns)));
        rows.forEach(row -> lines.add(String.join(",", row)));
        return (random.nextInt(4) == 0 ? "\uFEFF" : "") + String.join(end, lines) + (random.nextBoolean() ? end : "");
    }

    static <T> T pick(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
