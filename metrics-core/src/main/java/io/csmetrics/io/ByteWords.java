package io.csmetrics.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Text as words of eight bytes, of which the first is the lowest: what eight characters are is told in a few steps, without a branch for each.
 * Marks are the highest bits of bytes. Of several marks the lowest is always right; a false one can only stand above a true one.
 */
final class ByteWords {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long COMMAS = LOW_BITS * ',';
    private static final long LINE_FEEDS = LOW_BITS * '\n';
    private static final long CARRIAGE_RETURNS = LOW_BITS * '\r';
    private static final long ZERO_DIGITS = LOW_BITS * '0';
    private static final long CARRY_ABOVE_9 = LOW_BITS * (0x80 - 10);

    private ByteWords() {}

    /** Returns the word that begins at an index. */
    static long at(byte[] bytes, int index) {
        return (long) WORD.get(bytes, index);
    }

    /** Returns the bits of a word below an end. */
    static long lowest(long word, int bits) {
        return bits == Long.SIZE ? word : word & ((1L << bits) - 1);
    }

    /** Returns where a cell ends in a word: the bits before its first comma, end of line or byte 0; 64 if there is none. */
    static int bitsOfCell(long word) {
        long ends = zeros(word ^ COMMAS) | zeros(word ^ LINE_FEEDS) | zeros(word ^ CARRIAGE_RETURNS) | zeros(word);
        return Long.numberOfTrailingZeros(ends) & -Byte.SIZE;
    }

    private static long zeros(long word) {
        return (word - LOW_BITS) & ~word & HIGH_BITS;
    }

    /** Returns how many bits of a word its leading digits take; 64 if there is nothing else. */
    static int bitsOfDigits(long word) {
        long digits = word ^ ZERO_DIGITS;
        return Long.numberOfTrailingZeros(((digits + CARRY_ABOVE_9) | digits) & HIGH_BITS) & -Byte.SIZE;
    }

    /** Returns the number that the leading digits of a word write; 0 of no digit. */
    static int number(long word, int bitsOfDigits) {
        if (bitsOfDigits == 0) {
            return 0;
        }
        // the missing digits in front become zeros; then pairs of digits, fours, all eight
        long digits = (word ^ ZERO_DIGITS) << (Long.SIZE - bitsOfDigits);
        long pairs = (digits * 10 + (digits >>> Byte.SIZE)) & 0x00FF00FF00FF00FFL;
        long fours = (pairs * 100 + (pairs >>> Short.SIZE)) & 0x0000FFFF0000FFFFL;
        return (int) ((fours & 0xFFFF) * 10_000 + (fours >>> Integer.SIZE));
    }
}
