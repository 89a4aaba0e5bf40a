package org.akoma.ground.pages;

import java.util.stream.Stream;
import org.akoma.ground.access.Verb;
import org.jspecify.annotations.Nullable;

/**
 * The link to the page that follows a refusal or a finished act. Its label is the text {@code way.<code>}; where nobody wrote one, that of the page it
 * leads to, {@code way.to.<page>}.
 *
 * @param code of a {@link org.akoma.FieldError}, or {@code done.<code>} of what was done
 * @param address may hold {@code {0}}, the first argument of the error, and {@code {name}}, a part of the address of the page that is shown, or what it
 *     says after its question mark
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

    /** The same page for several refusals. */
    public static Stream<WayOn> inFile(String address, @Nullable Verb verb, String... codes) {
        return Stream.of(codes).map(code -> inFile(code, address, verb));
    }

    /** The same page for several refusals. */
    public static Stream<WayOn> to(String address, @Nullable Verb verb, String... codes) {
        return Stream.of(codes).map(code -> to(code, address, verb));
    }

    /** Key of the text that names the page: {@code way.to.visits.new} of {@code /visits/new}. */
    String page() {
        return "way.to" + address.replaceFirst("\\?.*", "").replace('/', '.').replace('#', '.');
    }
}
