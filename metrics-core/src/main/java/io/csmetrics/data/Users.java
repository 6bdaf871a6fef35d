package io.csmetrics.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** The users of accounts: a user id is told apart within its account, so the same id under two accounts is two users. */
public final class Users {
    /** The code of an unknown user. */
    public static final int NONE = -1;

    private final int[] accountOf;

    private Users(int[] accountOf) {
        this.accountOf = accountOf;
    }

    /** The users of each part. */
    IntFunction<Users> split(AccountRanges ranges, int[][] users) {
        return part -> new Users(Arrays.stream(users[part])
                .map(user -> ranges.inside(part, accountOf[user]))
                .toArray());
    }

    /**
     * Returns how many users there are.
     *
     * @return the number
     */
    public int size() {
        return accountOf.length;
    }

    /**
     * Returns the account of a user.
     *
     * @param user the user
     * @return the index of the account, {@link Responses#NONE} for an employee
     */
    public int account(int user) {
        return accountOf[user];
    }

    private record Key(int account, String user) {}

    /** Gives codes to users. */
    static final class Builder {
        private final Map<Key, Integer> codes = new HashMap<>();
        private int[] accountOf = new int[16];

        int code(int account, String user) {
            Key key = new Key(account, user);
            Integer known = codes.get(key);
            if (known != null) {
                return known;
            }
            int code = codes.size();
            if (code == accountOf.length) {
                accountOf = Arrays.copyOf(accountOf, code * 2);
            }
            accountOf[code] = account;
            codes.put(key, code);
            return code;
        }

        Users build() {
            return new Users(Arrays.copyOf(accountOf, codes.size()));
        }
    }
}
