package org.akoma.protection.wellbeing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Mean level a factor over the children who were assessed, for the project's figures: of the first index, and of the newest after it; and how far two people agree
 * who made an index of the same child.
 */
record CsiFigures(Wave baseline, Wave followUp, Raters secondRater) {

    /**
     * @param wanted share of the indexes that is drawn, in per cent
     * @param drawn of the indexes
     * @param rated of those drawn, by another person as well
     * @param compared factors that both could judge
     * @param same of these, at the same level
     */
    record Raters(int wanted, long indexes, long drawn, long rated, long compared, long same) {}

    /** @param n children; a factor's mean leaves out those for whom it is missing. Two decimals. */
    public record Wave(long n, Map<CsiFactor, BigDecimal> mean) {}

    /**
     * @param wave CSI_FIRST or CSI_LATER
     * @param label a factor, or CHILDREN for who was assessed at all
     * @param sum of the levels of the children for whom the factor is known
     */
    record Levels(String wave, String label, long sum, long children) {}

    static CsiFigures of(List<Levels> levels, Raters raters) {
        return new CsiFigures(wave(levels, "CSI_FIRST"), wave(levels, "CSI_LATER"), raters);
    }

    private static Wave wave(List<Levels> levels, String wave) {
        Map<CsiFactor, BigDecimal> means = new EnumMap<>(CsiFactor.class);
        long children = 0;
        for (Levels one : levels) {
            if (!one.wave().equals(wave)) continue;
            if (one.label().equals("CHILDREN")) children = one.children();
            else means.put(CsiFactor.valueOf(one.label()), mean(one));
        }
        return new Wave(children, means);
    }

    private static BigDecimal mean(Levels one) {
        return BigDecimal.valueOf(one.sum()).divide(BigDecimal.valueOf(one.children()), 2, RoundingMode.HALF_UP);
    }
}
