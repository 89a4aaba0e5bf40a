package org.akoma.ground.charts;

import java.util.List;

/** How a part of a chart is filled. They differ by lightness and stripes, so that hue is never needed. */
public enum Ink {
    /** Done, in time: the darkest, plain. */
    GOOD("#14443c", "#ffffff", Stripes.NONE),
    /** Late: striped upwards. */
    MID("#a87400", "#231d16", Stripes.UP),
    /** Missed: striped downwards, closer. */
    BAD("#a3402a", "#231d16", Stripes.DOWN),
    /** A plain quantity. */
    INFO("#3f6a84", "#ffffff", Stripes.NONE),
    /** The rest. */
    QUIET("#cfc4b2", "#231d16", Stripes.NONE),
    /** Hidden or not recorded: an empty frame. */
    NONE("#6b5f50", "#231d16", Stripes.EMPTY),
    HEAT_0("#ffffff", "#231d16", Stripes.NONE),
    HEAT_1("#dbe8e2", "#231d16", Stripes.NONE),
    HEAT_2("#a9c8bb", "#231d16", Stripes.NONE),
    HEAT_3("#4d7f70", "#ffffff", Stripes.NONE),
    HEAT_4("#14443c", "#ffffff", Stripes.NONE);

    enum Stripes {
        NONE,
        UP,
        DOWN,
        EMPTY
    }

    private static final List<Ink> HEAT = List.of(HEAT_0, HEAT_1, HEAT_2, HEAT_3, HEAT_4);

    private final String color;
    private final String words;
    private final Stripes stripes;

    Ink(String color, String words, Stripes stripes) {
        this.color = color;
        this.words = words;
        this.stripes = stripes;
    }

    /** The step of lightness of a share from 0 to 1. */
    public static Ink heat(double share) {
        return HEAT.get((int) Math.ceil(Math.clamp(share, 0, 1) * (HEAT.size() - 1)));
    }

    String color() {
        return color;
    }

    /** The colour of words upon it. */
    String words() {
        return words;
    }

    Stripes stripes() {
        return stripes;
    }
}
