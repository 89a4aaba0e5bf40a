package org.akoma.protection.wellbeing;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Mean level a factor over the children who were assessed, for the project's figures: of the first index, and of the newest after it. */
record CsiFigures(Wave baseline, Wave followUp) {

    /** @param n children; a factor's mean leaves out those for whom it is missing. Two decimals. */
    public record Wave(long n, Map<CsiFactor, BigDecimal> mean) {}

    record Mean(String wave, long children, CsiFactor factor, BigDecimal mean) {}

    static CsiFigures of(List<Mean> means) {
        return new CsiFigures(wave(means, "BASELINE"), wave(means, "FOLLOW_UP"));
    }

    private static Wave wave(List<Mean> means, String wave) {
        Map<CsiFactor, BigDecimal> found = new EnumMap<>(CsiFactor.class);
        long children = 0;
        for (Mean mean : means) {
            if (!mean.wave().equals(wave)) continue;
            children = mean.children();
            found.put(mean.factor(), mean.mean());
        }
        return new Wave(children, found);
    }
}
