package io.csmetrics.revenue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts by number: equal texts get equal numbers, in the order of their first appearance. */
final class Names {
    /** Characters from this one on are rare in ids, and are not told apart in a key. */
    private static final int LARGE = 0xFF;

    private static final int KEY_BITS = Long.SIZE - 1;

    /** A text looks for its slot among as many. */
    static final int MOST_PROBES = 32;

    private String[] names = new String[8];
    private int size;

    /** Open addressing: the hash in the upper half, the number plus 1 in the lower, so that most misses are told without the text. */
    private long[] slots = new long[16];

    /** Texts whose slots are all taken: many of one hash, be it by chance or by intent, are found in the trees of a map, not in a row. */
    final Map<String, Integer> crowded = new HashMap<>();

    int size() {
        return size;
    }

    String get(int number) {
        return names[number];
    }

    List<String> toList() {
        return List.of(Arrays.copyOf(names, size));
    }

    int number(String name) {
        int known = find(name);
        return known >= 0 ? known : add(name);
    }

    /**
     * Numbers many texts. A step at a time for all of them, so that the waits for memory, of which each text has several, overlap.
     */
    void numbers(String[] texts, int[] numbers, int count) {
        int mask = slots.length - 1;
        for (int i = 0; i < count; i++) {
            numbers[i] = hash(texts[i]);
        }
        long[] first = new long[count];
        for (int i = 0; i < count; i++) {
            first[i] = slots[numbers[i] & mask];
        }
        for (int i = 0; i < count; i++) {
            int number = (int) first[i] - 1;
            boolean isHit =
                    number >= 0 && (int) (first[i] >>> Integer.SIZE) == numbers[i] && names[number].equals(texts[i]);
            numbers[i] = isHit ? number : number(texts[i]);
        }
    }

    /** The number of a text, negative if there is none. */
    int find(String name) {
        int hash = hash(name);
        int mask = slots.length - 1;
        for (int probe = 0; probe < MOST_PROBES; probe++) {
            long slot = slots[(hash + probe) & mask];
            if (slot == 0) {
                return -1;
            }
            if ((int) (slot >>> Integer.SIZE) == hash && names[(int) slot - 1].equals(name)) {
                return (int) slot - 1;
            }
        }
        return crowded.getOrDefault(name, -1);
    }

    private static int hash(String name) {
        // similar ids differ in the low bits of what String makes of them, all bits are needed here
        int hash = name.hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    private int add(String name) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            grow();
        }
        names[size++] = name;
        put((long) hash(name) << Integer.SIZE | size);
        return size - 1;
    }

    private void grow() {
        long[] smaller = slots;
        slots = new long[smaller.length * 2];
        for (long slot : smaller) {
            if (slot != 0) {
                put(slot);
            }
        }
        // each is looked for in the map only if its slots are taken, and there are others now
        Map<String, Integer> before = new HashMap<>(crowded);
        crowded.clear();
        before.forEach((name, number) -> put((long) hash(name) << Integer.SIZE | number + 1));
    }

    private void put(long slot) {
        int mask = slots.length - 1;
        int hash = (int) (slot >>> Integer.SIZE);
        for (int probe = 0; probe < MOST_PROBES; probe++) {
            int at = (hash + probe) & mask;
            if (slots[at] == 0) {
                slots[at] = slot;
                return;
            }
        }
        int number = (int) slot - 1;
        crowded.put(names[number], number);
    }

    /** The numbers by ascending text: sorted by the first characters that tell texts apart, ties by the whole text. */
    int[] ascending() {
        int shared = sharedCharacters();
        long[] codes = codes(shared);
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(size);
        long[] keys = new long[size];
        for (int number = 0; number < size; number++) {
            keys[number] = beginning(names[number], shared, codes) >>> bits << bits | number;
        }
        Arrays.sort(keys);
        int[] order = new int[size];
        int begin = 0;
        for (int end = 1; end <= size; end++) {
            order[end - 1] = (int) (keys[end - 1] & (1L << bits) - 1);
            if (end == size || keys[end] >>> bits != keys[begin] >>> bits) {
                if (end - begin > 1) {
                    sortByText(order, begin, end);
                }
                begin = end;
            }
        }
        return order;
    }

    private int sharedCharacters() {
        int shared = size == 0 ? 0 : names[0].length();
        for (int number = 1; number < size; number++) {
            String name = names[number];
            if (!name.regionMatches(0, names[0], 0, shared)) {
                int at = 0;
                while (at < name.length() && at < shared && name.charAt(at) == names[0].charAt(at)) {
                    at++;
                }
                shared = at;
            }
        }
        return shared;
    }

    /** The characters that occur, as small numbers in their order: the fewer there are, the more of them tell texts apart. */
    private long[] codes(int from) {
        long[] codes = new long[LARGE + 1];
        for (int number = 0; number < size; number++) {
            String name = names[number];
            int to = Math.min(name.length(), from + KEY_BITS);
            for (int at = from; at < to; at++) {
                codes[Math.min(name.charAt(at), LARGE)] = 1;
            }
        }
        // 0 is the end of a text
        for (int character = 1; character < codes.length; character++) {
            codes[character] += codes[character - 1];
        }
        return codes;
    }

    /** The characters from a place on as a number that is never below that of a smaller text. */
    private static long beginning(String name, int from, long[] codes) {
        int width = Long.SIZE - Long.numberOfLeadingZeros(codes[LARGE]);
        long beginning = 0;
        int shift = KEY_BITS - width;
        for (int at = from; at < name.length() && shift >= 0; at++, shift -= width) {
            int character = Math.min(name.charAt(at), LARGE);
            beginning |= codes[character] << shift;
            if (character == LARGE) {
                // one number for many: what follows must not decide
                break;
            }
        }
        return beginning;
    }

    private void sortByText(int[] order, int from, int to) {
        String[] texts = new String[to - from];
        for (int i = from; i < to; i++) {
            texts[i - from] = names[order[i]];
        }
        Arrays.sort(texts);
        for (int i = from; i < to; i++) {
            order[i] = find(texts[i - from]);
        }
    }
}
