package org.akoma.ground.pages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.RestoredCopy;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UriComponentsBuilder;
import org.thymeleaf.context.LazyContextVariable;

/** Gives every page what the layout shows: who I am, where I may go, and the same page in the other language. */
@ControllerAdvice(annotations = Controller.class)
class Shell {

    private final ObjectProvider<NavItems> rooms;
    private final ObjectProvider<Bells> bells;
    private final ActorTransactions transactions;
    private final Formats words;
    private final Names names;
    private final Fields fields;
    private final Named named;
    private final Ways ways;
    private final RestoredCopy copy;

    Shell(
            ObjectProvider<NavItems> rooms,
            ObjectProvider<Bells> bells,
            ActorTransactions transactions,
            Formats words,
            Names names,
            Fields fields,
            Named named,
            Ways ways,
            RestoredCopy copy) {
        this.rooms = rooms;
        this.bells = bells;
        this.transactions = transactions;
        this.words = words;
        this.names = names;
        this.fields = fields;
        this.named = named;
        this.ways = ways;
        this.copy = copy;
    }

    @ModelAttribute
    void shell(HttpServletRequest request, Locale locale, Model model) {
        if (path(request).startsWith("/api/")) return;
        Optional<Actor> actor = actor();
        String lang = locale.getLanguage().equals("en") ? "en" : "fr";
        model.addAttribute("me", actor.orElse(null));
        Optional<Actor> inside = actor.filter(me -> isInside());
        Frame frame = new Frame(inside);
        model.addAttribute("nav", frame.part(() -> frame.navigation));
        model.addAttribute("bell", frame.part(() -> frame.bell));
        model.addAttribute("searches", inside.isPresent());
        model.addAttribute("words", words);
        model.addAttribute("called", names);
        model.addAttribute("fields", fields);
        model.addAttribute("spelled", named);
        model.addAttribute("ways", ways);
        model.addAttribute("copied", copy.mark().orElse(null));
        model.addAttribute("lang", lang);
        model.addAttribute("path", path(request));
        model.addAttribute("otherLang", inLanguage(request, lang.equals("fr") ? "en" : "fr"));
    }

    private static Optional<Actor> actor() {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn != null && signedIn.getPrincipal() instanceof Actor actor
                ? Optional.of(actor)
                : Optional.empty();
    }

    /** Who has not finished the first visit (password, code of conduct, second factor) is shown no way in. */
    private static boolean isInside() {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        Set<String> held = signedIn == null ? Set.of() : AuthorityUtils.authorityListToSet(signedIn.getAuthorities());
        return !held.contains("WAITING") || held.contains("INSIDE");
    }

    /** What the rooms count for the frame of one page: asked for only when the page is drawn, which a redirect has no use for, and in one transaction. */
    private final class Frame {

        private final Optional<Actor> actor;
        private boolean counted;
        private List<NavItem> navigation = List.of();
        /** How often it rang; null for who is not inside. */
        private @Nullable Integer bell;

        Frame(Optional<Actor> actor) {
            this.actor = actor;
        }

        <T extends @Nullable Object> LazyContextVariable<T> part(Supplier<T> part) {
            return new LazyContextVariable<>() {
                @Override
                protected T loadValue() {
                    if (!counted) actor.ifPresent(me -> transactions.doAs(me, () -> count(me)));
                    counted = true;
                    return part.get();
                }
            };
        }

        private void count(Actor me) {
            navigation = rooms.orderedStream()
                    .flatMap(room -> room.navFor(me).stream())
                    .filter(item -> !WithoutFiles.hides(me, item))
                    .toList();
            bell = bells.stream().findFirst().map(one -> one.unread(me)).orElse(null);
        }
    }

    /** The address that was asked for, also on an error page. */
    private static String path(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed instanceof String uri ? uri : request.getRequestURI();
    }

    private static String inLanguage(HttpServletRequest request, String lang) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path(request));
        String query = request.getQueryString();
        if (query != null && request.getMethod().equals("GET")) address.query(query);
        return address.replaceQueryParam(Language.PARAMETER, lang).build().toUriString();
    }

    /**
     * Roles that work without children's files. Their first page names what is open to them, and their navigation has no entry that would always be empty.
     */
    static final class WithoutFiles {

        private static final Map<Role, Set<String>> ALWAYS_EMPTY = Map.of(
                Role.EVALUATOR, Set.of("tasks", "cases", "referrals", "payments", "services"),
                Role.OBSERVER, Set.of("tasks"));

        private WithoutFiles() {}

        static List<Role> of(Actor actor) {
            return actor.roles().stream()
                    .sorted()
                    .filter(ALWAYS_EMPTY::containsKey)
                    .toList();
        }

        /** Whether this person has no other role: that nothing waits is then not worth a word. */
        static boolean isAll(Actor actor) {
            return ALWAYS_EMPTY.keySet().containsAll(actor.roles());
        }

        static boolean hides(Actor actor, NavItem item) {
            return hides(actor, item.key());
        }

        /** Cards of what the navigation hides. */
        static boolean hides(Actor actor, HomeCard card) {
            return card.href() != null && hides(actor, card.href().substring(1));
        }

        private static boolean hides(Actor actor, String key) {
            return isAll(actor)
                    && actor.roles().stream()
                            .map(ALWAYS_EMPTY::get)
                            .anyMatch(empty -> empty != null && empty.contains(key));
        }
    }
}
