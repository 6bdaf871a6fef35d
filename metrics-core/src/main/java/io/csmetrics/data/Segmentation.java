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

/**
 * How accounts are grouped: not at all, by properties, by a function of the account, or each on its own. An account without a
 * property is in the group {@value Segment#NONE}. Properties are those of now; their history is not known.
 */
public final class Segmentation {
    private final List<String> attributes;
    private final Function<Account, Segment> segmentOf;

    private Segmentation(List<String> attributes, Function<Account, Segment> segmentOf) {
        this.attributes = attributes;
        this.segmentOf = segmentOf;
    }

    /**
     * Returns the grouping into one group of all accounts.
     *
     * @return no segmentation
     */
    public static Segmentation none() {
        return new Segmentation(List.of(), account -> Segment.overall());
    }

    /**
     * Returns the grouping by one or several properties.
     *
     * @param properties the properties, as {@link Account#property(String)} names them
     * @return the segmentation
     */
    public static Segmentation by(String... properties) {
        List<String> names = List.copyOf(Arrays.asList(properties));
        return new Segmentation(names, account -> {
            TreeMap<String, String> values = new TreeMap<>();
            for (String name : names) {
                values.put(name, account.property(name).orElse(Segment.NONE));
            }
            return new Segment(values);
        });
    }

    /**
     * Returns the grouping by a function, such as a size class computed from seats.
     *
     * @param attribute the name of what the function returns
     * @param value the function; a blank value counts as {@value Segment#NONE}
     * @return the segmentation
     */
    public static Segmentation by(String attribute, Function<Account, String> value) {
        return new Segmentation(List.of(attribute), account -> {
            String text = value.apply(account);
            return Segment.of(attribute, text.isBlank() ? Segment.NONE : text);
        });
    }

    /**
     * Returns the grouping in which each account is a group of its own.
     *
     * @return one segment an account, named by {@value Segment#ACCOUNT_ID}
     */
    public static Segmentation byAccount() {
        return new Segmentation(List.of(Segment.ACCOUNT_ID), account -> Segment.of(Segment.ACCOUNT_ID, account.id()));
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
        Map<Segment, Integer> codes = new HashMap<>();
        List<Segment> found = new ArrayList<>();
        int[] codeOfAccount = new int[accounts.size()];
        for (int i = 0; i < codeOfAccount.length; i++) {
            Segment segment = segmentOf.apply(accounts.get(i));
            codeOfAccount[i] = codes.computeIfAbsent(segment, first -> {
                found.add(first);
                return found.size() - 1;
            });
        }
        List<Segment> sorted = found.stream().sorted().toList();
        int[] cellOfCode = new int[found.size()];
        Arrays.setAll(cellOfCode, code -> Collections.binarySearch(sorted, found.get(code)));
        int[] cellOfAccount = new int[codeOfAccount.length];
        Arrays.setAll(cellOfAccount, i -> cellOfCode[codeOfAccount[i]]);
        return Cells.of(cellOfAccount, sorted);
    }
}
