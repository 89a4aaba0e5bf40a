package org.akoma.ground.access;

import java.util.List;
import java.util.Locale;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which people to list.
 *
 * @param beginning the user name begins so
 * @param organisation the code of a structure
 * @param role held now
 * @param lacks what is missing of the account, for who keeps or approves accounts; null = all
 * @param after the last user name of the page before; "" at the beginning
 * @param limit of the page; one more is read, to know whether another page follows
 */
public record PeopleFilter(
        String beginning,
        @Nullable String organisation,
        @Nullable Role role,
        @Nullable Lack lacks,
        String after,
        int limit) {

    static final int PAGE = 50;

    /** What an account at work may lack. */
    public enum Lack {
        /** Its person never came in. */
        FIRST_VISIT,
        TELEPHONE,
        /** Nobody wrote where letters to its person go. */
        ADDRESS,
        /** A case worker's account that names no supervisor in post. */
        SUPERVISOR
    }

    public static PeopleFilter of(Form form) {
        String q = form.text("q", 40);
        String after = form.text("cursor", 40);
        Integer limit = form.integer("limit", 1, 200);
        return new PeopleFilter(
                q == null ? "" : q.toLowerCase(Locale.ROOT),
                form.text("organisation", 40),
                form.choice("role", Role.class),
                form.choice("lacks", Lack.class),
                after == null ? "" : after.toLowerCase(Locale.ROOT),
                limit == null ? PAGE : limit);
    }

    /** Where the next page begins; null when this is the last. */
    public @Nullable String next(List<Person> found) {
        return found.size() > limit ? found.get(limit - 1).username() : null;
    }

    /** The address of the page that begins after the cursor. */
    public String address(String cursor) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/people").queryParam("cursor", cursor);
        if (!beginning.isEmpty()) address.queryParam("q", beginning);
        if (organisation != null) address.queryParam("organisation", organisation);
        if (lacks != null) address.queryParam("lacks", lacks.name());
        if (role != null) address.queryParam("role", role.name());
        return address.encode().build().toUriString();
    }
}
