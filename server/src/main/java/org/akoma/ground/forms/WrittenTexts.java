package org.akoma.ground.forms;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts of labels and hints in a given language. The room of pages, which is above this one, holds them. */
public interface WrittenTexts {

    /** The text of a key; null when nobody wrote it. */
    @Nullable
    String written(String key, Locale language);
}
