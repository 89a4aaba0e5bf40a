package org.akoma.programme.training;

/** What somebody who is trained does. Who confirms their certificate follows from it. */
public enum Profession {
    POLICE(Side.POLICE),
    GENDARMERIE(Side.POLICE),
    FOREST_GUARD(Side.POLICE),
    CUSTOMS(Side.POLICE),
    JUSTICE(Side.CARE),
    SOCIAL_WORKER(Side.CARE),
    HEALTH(Side.CARE),
    EDUCATION(Side.CARE),
    OTHER(Side.CARE);

    private final Side side;

    Profession(Side side) {
        this.side = side;
    }

    Side side() {
        return side;
    }

    /** Police and other forces, or everybody else. Certificates of each are confirmed by another person. */
    public enum Side {
        POLICE,
        CARE
    }
}
