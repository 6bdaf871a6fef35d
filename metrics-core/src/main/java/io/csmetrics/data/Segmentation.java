package io.csmetrics.data;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Segment;
import io.csmetrics.record.Account;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How accounts are grouped: not at all, by properties, by a function of the account, or each on its own. An account without a
 * property is in the group {@value Segment#NONE}. Properties are those of now; their history is not known.
 */
public final class Segmentation {
    /** Up to so many combinations of values are told apart by a table. */
    private static final int LARGEST_TABLE = 1 << 20;

    private final List<String> attributes;
    private final Function<Account, Segment> segmentOf;
    private final boolean byProperties;

    private Segmentation(List<String> attributes, Function<Account, Segment> segmentOf, boolean byProperties) {
        this.attributes = attributes;
        this.segmentOf = segmentOf;
        this.byProperties = byProperties;
    }

    /**
     * Returns the grouping into one group of all accounts.
     *
     * @return no segmentation
     */
    public static Segmentation none() {
        return new Segmentation(List.of(), account -> Segment.overall(), true);
    }

    /**
     * Returns the grouping by one or several properties.
     *
     * @param properties the properties, as {@link Account#property(String)} names them
     * @return the segmentation
     */
    public static Segmentation by(String... properties) {
        List<String> names = List.copyOf(Arrays.asList(properties));
        return new Segmentation(
                names,
                account -> {
                    TreeMap<String, String> values = new TreeMap<>();
                    for (String name : names) {
                        values.put(name, account.property(name).orElse(Segment.NONE));
                    }
                    return new Segment(values);
                },
                true);
    }

    /**
     * Returns the grouping by a function, such as a size class computed from seats.
     *
     * @param attribute the name of what the function returns
     * @param value the function, of the account alone and without side effects: it is called once an account or more, by several threads
     *     where a book is counted in parts; a blank value counts as {@value Segment#NONE}
     * @return the segmentation
     */
    public static Segmentation by(String attribute, Function<Account, String> value) {
        return new Segmentation(
                List.of(attribute),
                account -> {
                    String text = value.apply(account);
                    return Segment.of(attribute, text.isBlank() ? Segment.NONE : text);
                },
                false);
    }

    /**
     * Returns the grouping in which each account is a group of its own.
     *
     * @return one segment an account, named by {@value Segment#ACCOUNT_ID}
     */
    public static Segmentation byAccount() {
        return new Segmentation(
                List.of(Segment.ACCOUNT_ID), account -> Segment.of(Segment.ACCOUNT_ID, account.id()), false);
    }

    /**
     * Returns the names by which accounts are grouped.
     *
     * @return the attributes of the segments
     */
    public List<String> attributes() {
        return attributes;
    }

    /**
     * Puts accounts into cells.
     *
     * @param accounts the accounts, in the order of their indexes
     * @return the cells, their segments as text in ascending order
     */
    public Cells cells(List<Account> accounts) {
        return cells(accounts, IntStream.range(0, accounts.size()).toArray(), accounts.size());
    }

    /**
     * Puts the accounts of a book into cells. Where they are grouped by properties, this reads columns: a segment is made for each group,
     * not for each account.
     *
     * @param data the book
     * @return the cells, their segments as text in ascending order
     */
    public Cells cells(CustomerData data) {
        if (!byProperties) {
            return cells(data.accounts());
        }
        int[] group = new int[data.accounts().size()];
        int groups = Math.min(1, group.length);
        for (String attribute : attributes) {
            Coded<String> column = data.property(attribute);
            int width = column.values().size() + 1;
            if ((long) groups * width > LARGEST_TABLE) {
                return cells(data.accounts());
            }
            groups = refine(group, column, new int[groups * width], width);
        }
        return cells(data.accounts(), group, groups);
    }

    /** Splits each group by a column, and numbers the groups in the order of their first accounts. */
    private static int refine(int[] group, Coded<String> column, int[] numbers, int width) {
        int found = 0;
        for (int account = 0; account < group.length; account++) {
            int at = group[account] * width + column.code(account) + 1;
            if (numbers[at] == 0) {
                numbers[at] = ++found;
            }
            group[account] = numbers[at] - 1;
        }
        return found;
    }

    /** The cells of accounts in groups, each of accounts of one segment; the groups are numbered by their first accounts. */
    private Cells cells(List<Account> accounts, int[] group, int groups) {
        Map<Segment, Integer> codes = new HashMap<>();
        List<Segment> found = new ArrayList<>();
        int[] codeOfGroup = new int[groups];
        int next = 0;
        for (int account = 0; account < group.length; account++) {
            if (group[account] == next) {
                codeOfGroup[next++] = codes.computeIfAbsent(segmentOf.apply(accounts.get(account)), first -> {
                    found.add(first);
                    return found.size() - 1;
                });
            }
        }
        List<Segment> sorted = found.stream().sorted().toList();
        int[] cellOfCode = new int[found.size()];
        Arrays.setAll(cellOfCode, code -> Collections.binarySearch(sorted, found.get(code)));
        int[] cellOfAccount = new int[group.length];
        Arrays.setAll(cellOfAccount, account -> cellOfCode[codeOfGroup[group[account]]]);
        return Cells.of(cellOfAccount, sorted);
    }
}
