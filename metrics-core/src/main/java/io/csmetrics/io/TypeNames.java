package io.csmetrics.io;

import io.csmetrics.record.RevenueMovement.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells the types of movements by their names in bytes: the third letter says which it can be, two words of the name whether it is. */
final class TypeNames {
    private static final Type[] TYPES = Type.values();
    private static final int THIRD = 2;
    private static final int LOW_LETTER_BITS = 31;
    private static final int LONGEST = 2 * Long.BYTES;

    private final byte[] byThirdLetter = new byte[LOW_LETTER_BITS + 1];
    private final int[] lengths = new int[TYPES.length];
    private final long[] words = new long[2 * TYPES.length];
    private final long[] masks = new long[2 * TYPES.length];

    TypeNames() {
        for (Type type : TYPES) {
            byte[] name = type.name().getBytes(StandardCharsets.US_ASCII);
            byte[] mask = new byte[name.length];
            Arrays.fill(mask, (byte) -1);
            int ordinal = type.ordinal();
            byThirdLetter[name[THIRD] & LOW_LETTER_BITS] = (byte) ordinal;
            lengths[ordinal] = name.length;
            for (int word = 0; word < 2; word++) {
                words[2 * ordinal + word] = ByteWords.at(Arrays.copyOf(name, LONGEST), word * Long.BYTES);
                masks[2 * ordinal + word] = ByteWords.at(Arrays.copyOf(mask, LONGEST), word * Long.BYTES);
            }
        }
    }

    /** Returns the ordinal of the type whose name stands there, -1 if none does. */
    int ordinalAt(byte[] bytes, int at) {
        int ordinal = byThirdLetter[bytes[at + THIRD] & LOW_LETTER_BITS];
        long first = (ByteWords.at(bytes, at) ^ words[2 * ordinal]) & masks[2 * ordinal];
        long second = (ByteWords.at(bytes, at + Long.BYTES) ^ words[2 * ordinal + 1]) & masks[2 * ordinal + 1];
        return (first | second) == 0 ? ordinal : -1;
    }

    int length(int ordinal) {
        return lengths[ordinal];
    }
}
