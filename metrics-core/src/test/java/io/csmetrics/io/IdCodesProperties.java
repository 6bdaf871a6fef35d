package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class IdCodesProperties {
    private static final String CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

    /** Numbers, numbers with zeros in front, and texts of a word, of several, and of none. */
    private static String id(Random random, int different) {
        int number = random.nextInt(different);
        return switch (random.nextInt(6)) {
            case 0, 1 -> Integer.toString(number);
            case 2 -> "0" + number;
            case 3 -> "acct_" + number;
            case 4 -> "a customer with a long name " + number;
            default -> number % 2 == 0 ? "" : "é" + number;
        };
    }

    private static int[] codes(IdCodes codes, List<String> ids) {
        byte[] text = String.join(",", ids).concat("\n").getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(text, text.length + IdCodes.PADDING);
        int[] found = new int[ids.size()];
        int resolved = 0;
        int at = 0;
        for (int i = 0; i < found.length; i++) {
            at = codes.await(bytes, at) + 1;
            if (codes.waiting() == IdCodes.BATCH || i == found.length - 1) {
                codes.resolve(bytes, found, resolved);
                resolved = i + 1;
            }
        }
        return found;
    }

    @Property(tries = 20)
    void idsAreNumberedInTheOrderOfTheirFirstAppearance(@ForAll Random random) {
        int different = 1 + random.nextInt(random.nextBoolean() ? 20 : 20_000);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 15_000; i++) {
            ids.add(id(random, different));
        }
        Map<String, Integer> known = new LinkedHashMap<>();
        int[] expected = ids.stream()
                .mapToInt(id -> {
                    known.putIfAbsent(id, known.size());
                    return known.get(id);
                })
                .toArray();
        IdCodes codes = new IdCodes();
        assertThat(codes(codes, ids)).isEqualTo(expected);
        assertThat(codes.ids()).containsExactlyElementsOf(known.keySet());
        assertThat(codes.isCrowded()).isFalse();
    }

    @Example
    void idsThatWereChosenToCollideAreGivenUp() {
        List<String> colliding = new ArrayList<>();
        for (int number = 0; colliding.size() < 300; number++) {
            String id = base36(number);
            byte[] bytes = Arrays.copyOf(id.getBytes(StandardCharsets.UTF_8), Long.BYTES);
            // the first table has 4096 slots
            if ((IdCodes.mixed(0, ByteWords.at(bytes, 0)) >>> Integer.SIZE & 4095) == 7) {
                colliding.add(id);
            }
        }
        IdCodes few = new IdCodes();
        codes(few, colliding.subList(0, 200));
        assertThat(few.isCrowded()).isFalse();
        IdCodes many = new IdCodes();
        codes(many, colliding);
        assertThat(many.isCrowded()).isTrue();
    }

    /** Six characters, never a number. */
    private static String base36(int number) {
        StringBuilder text = new StringBuilder("x");
        int rest = number;
        for (int i = 0; i < 5; i++) {
            text.append(CHARACTERS.charAt(rest % CHARACTERS.length()));
            rest /= CHARACTERS.length();
        }
        return text.toString();
    }
}
