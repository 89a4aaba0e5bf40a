package org.akoma.ground.pages;

import org.akoma.ground.access.Verb;
import org.jspecify.annotations.Nullable;

/**
 * The link to the page that follows a refusal or a finished act. Its label is the text {@code way.<code>}.
 *
 * @param code of a {@link org.akoma.FieldError}, or {@code done.<code>} of what was done
 * @param address may hold {@code {0}}, the first argument of the error
 * @param inFile whether the address lies below the child's file that the page is about
 * @param verb without which the page would only refuse again; null = it is anybody's
 */
public record WayOn(
        String code,
        String address,
        boolean inFile,
        @Nullable Verb verb) {

    public static WayOn inFile(String code, String address, @Nullable Verb verb) {
        return new WayOn(code, address, true, verb);
    }

    public static WayOn to(String code, String address, @Nullable Verb verb) {
        return new WayOn(code, address, false, verb);
    }
}
