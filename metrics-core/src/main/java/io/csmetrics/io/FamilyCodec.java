package io.csmetrics.io;

import io.csmetrics.family.OpenFamily;
import io.csmetrics.select.Param;
import java.util.Map;
import java.util.Optional;

/**
 * How a formula of another module stands in JSON definitions. {@link DefinitionJson} takes such codecs beside what it reads or writes, and
 * tells mistakes in them as in its own families: located, all at once, with the nearest word.
 *
 * @param <F> the formula
 */
public interface FamilyCodec<F extends OpenFamily> {
    /**
     * Returns how the key {@code family} names it.
     *
     * @return the name, such as {@code cohort}; no family of this module
     */
    String name();

    /**
     * Returns the type of the formula.
     *
     * @return the type
     */
    Class<F> type();

    /**
     * Returns what the JSON Schema of an object of this family says of its keys: an object with {@code properties}. It may refer to
     * {@code #/$defs/openTimes}, {@code #/$defs/openFlag}, {@code #/$defs/openParameter} and all others of {@link DefinitionJson#schema}.
     *
     * @return the text of the schema
     */
    String schema();

    /**
     * Reads a formula.
     *
     * @param json the object, of which {@code family} and {@code where} are read elsewhere, and whose unknown keys are refused there
     * @param params reads what may be set
     * @return the formula, empty if something is wrong, which is told
     */
    Optional<F> read(StrictJson json, ParamReader params);

    /**
     * Returns what is written of a formula: whatever is set, or has another name than its key.
     *
     * @param formula the formula
     * @return values and parameters by their keys, in the order in which they are written
     */
    Map<String, Param<?>> write(F formula);
}
