package io.csmetrics.facts;

/**
 * Units that entered a window, and those of them that reached its target.
 *
 * @param mature how many entered whose window was over when it was read
 * @param converted how many of those reached the target
 * @param censored how many entered whose window was still open
 * @param censoredConverted how many of those had reached the target already
 * @param excluded how many occurrences could not be placed, because they name no unit
 */
public record ConversionFacts(long mature, long converted, long censored, long censoredConverted, long excluded)
        implements Facts {

    @Override
    public ConversionFacts plus(Facts other) {
        ConversionFacts that = Facts.sameType(ConversionFacts.class, other);
        return new ConversionFacts(
                Math.addExact(mature, that.mature),
                Math.addExact(converted, that.converted),
                Math.addExact(censored, that.censored),
                Math.addExact(censoredConverted, that.censoredConverted),
                Math.addExact(excluded, that.excluded));
    }

    @Override
    public ConversionFacts times(int copies) {
        long factor = Facts.requireCopies(copies);
        return new ConversionFacts(
                Math.multiplyExact(mature, factor),
                Math.multiplyExact(converted, factor),
                Math.multiplyExact(censored, factor),
                Math.multiplyExact(censoredConverted, factor),
                Math.multiplyExact(excluded, factor));
    }
}
