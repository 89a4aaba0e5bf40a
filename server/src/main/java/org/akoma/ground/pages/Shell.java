package org.akoma.ground.pages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.database.Compartment;
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
    private final ObjectProvider<BellCount> bell;
    private final Formats words;
    private final Fields fields;
    private final Ways ways;

    Shell(ObjectProvider<NavItems> rooms, ObjectProvider<BellCount> bell, Formats words, Fields fields, Ways ways) {
        this.rooms = rooms;
        this.bell = bell;
        this.words = words;
        this.fields = fields;
        this.ways = ways;
    }

    @ModelAttribute
    void shell(HttpServletRequest request, Locale locale, Model model) {
        if (path(request).startsWith("/api/")) return;
        Optional<Actor> actor = actor();
        String lang = locale.getLanguage().equals("en") ? "en" : "fr";
        model.addAttribute("me", actor.orElse(null));
        Optional<Actor> inside = actor.filter(me -> isInside());
        model.addAttribute("nav", navigation(inside));
        model.addAttribute("bell", bell(inside));
        model.addAttribute("searches", inside.filter(Shell::searches).isPresent());
        model.addAttribute("words", words);
        model.addAttribute("fields", fields);
        model.addAttribute("ways", ways);
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

    /** Asked for only when a page is drawn: the rooms count what waits, which a redirect has no use for. */
    private LazyContextVariable<List<NavItem>> navigation(Optional<Actor> actor) {
        return new LazyContextVariable<>() {
            @Override
            protected List<NavItem> loadValue() {
                return actor.stream()
                        .flatMap(me -> rooms.orderedStream().flatMap(room -> room.navFor(me).stream()))
                        .toList();
            }
        };
    }

    /** How often it rang; null for who is not inside. */
    private LazyContextVariable<Integer> bell(Optional<Actor> actor) {
        return new LazyContextVariable<>() {
            @Override
            protected @Nullable Integer loadValue() {
                return actor.flatMap(me -> bell.stream().findFirst().map(one -> one.unread(me)))
                        .orElse(null);
            }
        };
    }

    private static boolean searches(Actor actor) {
        return actor.compartment() == Compartment.PROTECTION && actor.may(Verb.CASE_LIST);
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
}
