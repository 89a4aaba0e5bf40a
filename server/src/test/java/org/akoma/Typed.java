package org.akoma;

import java.util.List;

/** What the journeys type about children: words that occur nowhere else, so that {@link StolenDiskIT} can look for them. */
final class Typed {

    static final String ALIAS = "Moineau-Quartz";
    static final String FAMILY_NAME = "Ouédraogo-Zébrure";
    static final String GIVEN_NAME = "Wendkouni-Quetsche";
    static final String NOTE = "Dort mal depuis le voyage en camion jaune";

    static final String DRAWING = "Dessin-Tamarinier-Ocre";

    static final String SPELT = "Ouattara";
    static final String SECOND_FAMILY_NAME = "Tiendrébéogo-Gneiss";
    static final String SECOND_ALIAS = "Perdrix-Basalte";

    static final List<String> ABOUT_CHILDREN =
            List.of(ALIAS, FAMILY_NAME, GIVEN_NAME, NOTE, DRAWING, SPELT, SECOND_FAMILY_NAME, SECOND_ALIAS);

    private Typed() {}
}
