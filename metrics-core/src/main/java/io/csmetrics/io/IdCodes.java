package io.csmetrics.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers the ids of a file in the order of their first appearance, without an object for each time that one stands there: open addressing
 * over one pool of their bytes, before it a table for ids that are small numbers.
 */
final class IdCodes {
    /** How many ids are looked up together. */
    static final int BATCH = 256;

    /** How many bytes behind the last line feed there must be. */
    static final int PADDING = 2 * Long.BYTES;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** A table by number is worth its room where about one number in so many is an id. */
    private static final int SPARSEST = 16;

    /**
     * No id stands so many slots behind its own, in a table that is at most half full, by chance: ids that were chosen to collide would take
     * a step for each other one.
     */
    private static final int MOST_STEPS = 256;

    private static final int UNKNOWN = -1;
    private static final int NO_NUMBER = -1;

    /** Half of the hash, and where in the pool the id stands; 0 is a free slot. */
    private long[] slots = new long[1 << 12];

    /** Each id: its code and its number of words, then the words, of which the last is filled up with zeros. At 0 there is none. */
    private long[] pool = new long[1 << 12];

    private int poolEnd = 1;
    private final List<String> ids = new ArrayList<>();

    /** The codes plus 1 of ids that are numbers, 0 where that is not known. */
    private int[] codeOfNumber = new int[1 << 12];

    /** The ids that wait: where they stand, how long they are, their hashes and numbers, and what the lookup has found so far. */
    private final int[] begins = new int[BATCH];

    private final int[] lengths = new int[BATCH];
    private final int[] hashes = new int[BATCH];
    private final int[] numbers = new int[BATCH];
    private final int[] others = new int[BATCH];
    private final long[] foundSlots = new long[BATCH];
    private final long[] foundHeads = new long[BATCH];
    private int waiting;
    private boolean isCrowded;

    /** The ids by code; what is no UTF-8 in one is a replacement character. */
    List<String> ids() {
        return ids;
    }

    /** Tells whether too many ids have the same hash: the codes are then worth nothing. */
    boolean isCrowded() {
        return isCrowded;
    }

    /** How many ids wait. */
    int waiting() {
        return waiting;
    }

    /**
     * Puts an id among those that wait, which must be fewer than {@value #BATCH}.
     *
     * @param bytes with a line feed behind the id, and {@value #PADDING} more
     * @param begin where it begins
     * @return its end: the first comma, carriage return, line feed or byte 0
     */
    int await(byte[] bytes, int begin) {
        long hash = 0;
        int at = begin;
        long word = ByteWords.at(bytes, at);
        int bits = ByteWords.bitsOfCell(word);
        while (bits == Long.SIZE) {
            hash = mixed(hash, word);
            at += Long.BYTES;
            word = ByteWords.at(bytes, at);
            bits = ByteWords.bitsOfCell(word);
        }
        int end = at + bits / Byte.SIZE;
        begins[waiting] = begin;
        lengths[waiting] = end - begin;
        hashes[waiting] = (int) (mixed(hash, ByteWords.lowest(word, bits)) >>> Integer.SIZE);
        numbers[waiting] = at == begin ? number(word, bits) : NO_NUMBER;
        waiting++;
        return end;
    }

    static long mixed(long hash, long word) {
        long mixed = (hash ^ word) * SPREAD;
        return mixed ^ (mixed >>> 29);
    }

    /** The number that an id of at most seven bytes is, if it has no zeros in front. */
    private static int number(long word, int bits) {
        boolean isNumber = bits > 0 && ByteWords.bitsOfDigits(word) == bits && (byte) word != '0';
        return isNumber ? ByteWords.number(word, bits) : NO_NUMBER;
    }

    /** Writes the codes of the waiting ids, and lets none wait any longer. */
    void resolve(byte[] bytes, int[] codes, int to) {
        int count = 0;
        for (int i = 0; i < waiting; i++) {
            int number = numbers[i];
            int code = number >= 0 && number < codeOfNumber.length ? codeOfNumber[number] - 1 : UNKNOWN;
            codes[to + i] = code;
            others[count] = i;
            count += code == UNKNOWN ? 1 : 0;
        }
        lookUpOthers(count);
        for (int o = 0; o < count; o++) {
            codes[to + others[o]] = code(bytes, others[o], foundSlots[o], foundHeads[o]);
        }
        waiting = 0;
    }

    /** One step for all before the next: the processor then waits for many slots or ids at once, and not for one after the other. */
    private void lookUpOthers(int count) {
        for (int o = 0; o < count; o++) {
            foundSlots[o] = slots[hashes[others[o]] & (slots.length - 1)];
        }
        for (int o = 0; o < count; o++) {
            foundHeads[o] = pool[(int) foundSlots[o]];
        }
    }

    private int code(byte[] bytes, int i, long foundSlot, long foundHead) {
        int code = isIn(foundSlot, foundHead, bytes, i) ? code(foundHead) : codeByProbing(bytes, i);
        if (numbers[i] >= 0 && (numbers[i] < codeOfNumber.length || numbers[i] / SPARSEST < ids.size())) {
            remember(numbers[i], code);
        }
        return code;
    }

    private void remember(int number, int code) {
        if (number >= codeOfNumber.length) {
            codeOfNumber = Arrays.copyOf(codeOfNumber, Math.max(number + 1, codeOfNumber.length * 2));
        }
        codeOfNumber[number] = code + 1;
    }

    private static int code(long head) {
        return (int) (head >>> Integer.SIZE);
    }

    private int codeByProbing(byte[] bytes, int i) {
        int at = hashes[i] & (slots.length - 1);
        for (int step = 0; slots[at] != 0; step++) {
            if (step == MOST_STEPS) {
                isCrowded = true;
                return UNKNOWN;
            }
            long head = pool[(int) slots[at]];
            if (isIn(slots[at], head, bytes, i)) {
                return code(head);
            }
            at = (at + 1) & (slots.length - 1);
        }
        slots[at] = (long) hashes[i] << Integer.SIZE | poolEnd;
        append(bytes, begins[i], lengths[i]);
        if (ids.size() > slots.length / 2) {
            widen();
        }
        return ids.size() - 1;
    }

    /** Tells whether a waiting id is the one of a slot. */
    private boolean isIn(long slot, long head, byte[] bytes, int i) {
        int count = words(lengths[i]);
        if ((int) (slot >>> Integer.SIZE) != hashes[i] || (int) head != count) {
            return false;
        }
        int place = (int) slot + 1;
        for (int w = 0; w < count; w++) {
            if (pool[place + w] != word(bytes, begins[i], lengths[i], w)) {
                return false;
            }
        }
        return true;
    }

    /** How many words an id has; an empty one has one, so that a free slot has none. */
    private static int words(int length) {
        return Math.max(1, (length + Long.BYTES - 1) / Long.BYTES);
    }

    private static long word(byte[] bytes, int begin, int length, int w) {
        int at = w * Long.BYTES;
        return ByteWords.lowest(ByteWords.at(bytes, begin + at), Math.min(Long.BYTES, length - at) * Byte.SIZE);
    }

    private void append(byte[] bytes, int begin, int length) {
        int count = words(length);
        if (poolEnd + count >= pool.length) {
            pool = Arrays.copyOf(pool, Math.max(poolEnd + count + 1, pool.length * 2));
        }
        pool[poolEnd++] = (long) ids.size() << Integer.SIZE | count;
        for (int w = 0; w < count; w++) {
            pool[poolEnd++] = word(bytes, begin, length, w);
        }
        ids.add(new String(bytes, begin, length, StandardCharsets.UTF_8));
    }

    private void widen() {
        long[] wider = new long[slots.length * 2];
        for (long slot : slots) {
            if (slot != 0) {
                int at = (int) (slot >>> Integer.SIZE) & (wider.length - 1);
                while (wider[at] != 0) {
                    at = (at + 1) & (wider.length - 1);
                }
                wider[at] = slot;
            }
        }
        slots = wider;
    }
}
