package org.akoma.ground.reference;

import org.jspecify.annotations.Nullable;

/**
 * A place with a p-code.
 *
 * @param pcode  {@code CI2901}
 * @param parent the p-code one level up; null for a country
 * @param level  0 country, 1 region, 2 department or district
 */
public record Place(String pcode, @Nullable String parent, int level, String name) {

    /** ISO 3166 two letters: the beginning of every p-code. */
    public String country() {
        return pcode.substring(0, 2);
    }
}
