package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Words are told apart as by loops over their bytes. */
class ByteWordsProperties {
    private static final String OFTEN = "0123456789,\n\r\0/:ab";

    /** Bytes of which many are ends, digits or next to them. */
    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[Long.BYTES];
        random.nextBytes(bytes);
        int digits = random.nextInt(Long.BYTES + 1);
        for (int i = 0; i < bytes.length; i++) {
            if (i < digits) {
                bytes[i] = (byte) ('0' + random.nextInt(10));
            } else if (random.nextInt(3) > 0) {
                bytes[i] = (byte) OFTEN.charAt(random.nextInt(OFTEN.length()));
            }
        }
        return bytes;
    }

    @Property(tries = 2_000)
    void aCellEndsAtItsFirstEnd(@ForAll Random random) {
        byte[] bytes = bytes(random);
        int end = 0;
        while (end < bytes.length && ",\n\r\0".indexOf(bytes[end]) < 0) {
            end++;
        }
        assertThat(ByteWords.bitsOfCell(ByteWords.at(bytes, 0))).isEqualTo(end * Byte.SIZE);
    }

    @Property(tries = 2_000)
    void leadingDigitsAreCountedAndRead(@ForAll Random random) {
        byte[] bytes = bytes(random);
        int end = 0;
        int number = 0;
        while (end < bytes.length && bytes[end] >= '0' && bytes[end] <= '9') {
            number = number * 10 + bytes[end] - '0';
            end++;
        }
        long word = ByteWords.at(bytes, 0);
        assertThat(ByteWords.bitsOfDigits(word)).isEqualTo(end * Byte.SIZE);
        assertThat(ByteWords.number(word, end * Byte.SIZE)).isEqualTo(number);
    }
}
