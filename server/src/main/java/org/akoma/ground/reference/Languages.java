package org.akoma.ground.reference;

import java.util.Locale;

/** French is the first language: a reader who does not ask for English gets French. */
final class Languages {
    private Languages() {}

    static String pick(Locale locale, String french, String english) {
        return locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? english : french;
    }
}
