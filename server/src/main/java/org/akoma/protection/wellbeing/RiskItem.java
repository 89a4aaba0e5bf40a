package org.akoma.protection.wellbeing;

import java.util.List;
import org.akoma.ground.forms.Questions;

/** The ten items of the risk of being trafficked again, in their order ({@code requirements.md 4.5}, [P]). */
public enum RiskItem implements Questions.Points {
    TRAFFICKER_CONTACT(0, 1, 2, 3),
    SUSPECT_TIED(0, 2, 3),
    FAMILY_ROLE(0, 1, 2, 3),
    CAREGIVER(0, 1, 2, 3),
    DEBT(0, 1, 2, 3),
    SCHOOL(0, 1, 2, 3),
    FOOD(0, 1, 2, 3),
    EMOTIONAL(0, 1, 2, 3),
    EARLIER_TRAFFICKING(0, 2, 3),
    WISH_TO_LEAVE(0, 1, 2, 3);

    /** What an item counts of which nothing is known. */
    static final int MISSING = 2;

    private final List<Integer> points;

    RiskItem(Integer... points) {
        this.points = List.of(points);
    }

    /** The answers there are. */
    @Override
    public List<Integer> points() {
        return points;
    }

    /** Any 3 here makes the risk high by itself. */
    boolean decisive() {
        return this == TRAFFICKER_CONTACT || this == SUSPECT_TIED || this == FAMILY_ROLE;
    }
}
