package org.akoma.ground.openid;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.signin.ProviderSignIn;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** To the provider and back, for who signs in and for who links an account; then the code of the house. */
@Controller
@ConditionalOnProperty(OpenIdSettings.ISSUER)
class OpenIdPages {

    /** Of an address to come back to, in characters: it travels in a cookie. */
    private static final int LONGEST = 400;

    private static final int CODE = 12;

    private final OpenId provider;
    private final OpenIdSettings settings;
    private final IdentityLinks links;
    private final SignInCookies cookies;
    private final ProviderSignIn way;
    private final ActorTransactions transactions;

    OpenIdPages(
            OpenId provider,
            OpenIdSettings settings,
            IdentityLinks links,
            SignInCookies cookies,
            ProviderSignIn way,
            ActorTransactions transactions) {
        this.provider = provider;
        this.settings = settings;
        this.links = links;
        this.cookies = cookies;
        this.way = way;
        this.transactions = transactions;
    }

    /** By a link and not by a form: the content policy lets no form lead to another host. It changes nothing. */
    @GetMapping("/sign-in/provider")
    @Nullable
    String begin(
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return leave(back.length() > LONGEST ? "/" : back, null, request, response, model);
    }

    /** For who showed password and code a moment ago, which the database looks at when they are back. */
    @GetMapping("/account/provider/go")
    @Nullable
    String beginLink(Actor actor, HttpServletRequest request, HttpServletResponse response, Model model) {
        String session = encoded(transactions.session(actor));
        return leave("/account/provider", session, request, response, model);
    }

    private @Nullable String leave(
            String back,
            @Nullable String session,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        OAuth2AuthorizationRequest asked = provider.begin(request).orElse(null);
        if (asked == null) return refused(OpenId.Refusal.AWAY, response, model);
        cookies.give(
                request,
                response,
                new SignInCookies.Trip(
                        Objects.requireNonNull(asked.getState()),
                        Objects.requireNonNull(asked.<String>getAttribute(OidcParameterNames.NONCE)),
                        Objects.requireNonNull(asked.<String>getAttribute(PkceParameterNames.CODE_VERIFIER)),
                        back,
                        session,
                        cookies.now()));
        return to(asked.getAuthorizationRequestUri(), response);
    }

    /** Where the provider sends the browser back to, with a code or with its refusal. */
    @GetMapping("/sign-in/provider/done")
    @Nullable
    String back(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String iss,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        SignInCookies.Trip trip = cookies.of(request, SignInCookies.Trip.class, SignInCookies.Trip.LIFE)
                .filter(one -> one.state().equals(state))
                .orElse(null);
        if (trip == null) return refused(OpenId.Refusal.LOST, response, model);
        cookies.take(request, response, SignInCookies.Trip.class);
        if (code.isEmpty()) return refused(OpenId.Refusal.DECLINED, response, model);
        if (!iss.isEmpty() && !iss.equals(settings.issuer())) return refused(OpenId.Refusal.INVALID, response, model);
        return switch (provider.finish(trip, cookies.since(trip), code, state)) {
            case OpenId.Answer.Refused(OpenId.Refusal why) -> refused(why, response, model);
            case OpenId.Answer.Proven proven ->
                trip.session() == null
                        ? enter(trip, proven, request, response, model)
                        : link(trip.session(), proven.subject(), response, model);
        };
    }

    private @Nullable String enter(
            SignInCookies.Trip trip,
            OpenId.Answer.Proven proven,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        byte[] mark = links.mark(proven.subject());
        return switch (links.enter(mark, proven.secondFactor(), null, request)) {
            case IdentityLinks.Entry.In(ProviderSignIn.Ticket ticket) -> goIn(request, response, ticket, trip.back());
            case IdentityLinks.Entry.Code() -> {
                cookies.give(request, response, new SignInCookies.Proven(encoded(mark), trip.back(), cookies.now()));
                yield to("/sign-in/provider/code", response);
            }
            case IdentityLinks.Entry.Locked(long minutes) ->
                code(
                        List.of(FieldError.of("code", "access.locked", minutes)),
                        HttpStatus.TOO_MANY_REQUESTS,
                        response,
                        model);
            case IdentityLinks.Entry.Wrong(), IdentityLinks.Entry.Nobody() -> unknown(response, model);
        };
    }

    /** Only in the session in which it was begun. */
    private String link(String session, String subject, HttpServletResponse response, Model model) {
        Optional<Actor> actor =
                way.inside().filter(one -> encoded(transactions.session(one)).equals(session));
        if (actor.isEmpty()) return refused(OpenId.Refusal.LOST, response, model);
        return switch (links.link(actor.get(), subject)) {
            case "DONE" -> "redirect:/account/provider?done=provider-linked";
            case "TAKEN" -> said("taken", HttpStatus.CONFLICT, response, model);
            default -> said("ended", HttpStatus.FORBIDDEN, response, model);
        };
    }

    @GetMapping("/sign-in/provider/code")
    String ask(HttpServletRequest request, HttpServletResponse response, Model model) {
        return cookies.of(request, SignInCookies.Proven.class, SignInCookies.Proven.LIFE)
                        .isPresent()
                ? code(List.of(), HttpStatus.OK, response, model)
                : refused(OpenId.Refusal.LOST, response, model);
    }

    @PostMapping("/sign-in/provider/code")
    @Nullable
    String typed(HttpServletRequest request, HttpServletResponse response, Model model) {
        SignInCookies.Proven proven = cookies.of(request, SignInCookies.Proven.class, SignInCookies.Proven.LIFE)
                .orElse(null);
        if (proven == null) return refused(OpenId.Refusal.LOST, response, model);
        Form form = Form.of(request.getParameterMap());
        String code = form.required("code", CODE);
        if (code == null) return code(form.errors(), HttpStatus.UNPROCESSABLE_CONTENT, response, model);
        return switch (links.enter(Base64.getDecoder().decode(proven.mark()), false, code, request)) {
            case IdentityLinks.Entry.In(ProviderSignIn.Ticket ticket) -> {
                cookies.take(request, response, SignInCookies.Proven.class);
                yield goIn(request, response, ticket, proven.back());
            }
            case IdentityLinks.Entry.Code(), IdentityLinks.Entry.Wrong() ->
                code(List.of(FieldError.of("code", "access.wrong-code")), HttpStatus.UNAUTHORIZED, response, model);
            case IdentityLinks.Entry.Locked(long minutes) ->
                code(
                        List.of(FieldError.of("code", "access.locked", minutes)),
                        HttpStatus.TOO_MANY_REQUESTS,
                        response,
                        model);
            case IdentityLinks.Entry.Nobody() -> unknown(response, model);
        };
    }

    private @Nullable String goIn(
            HttpServletRequest request, HttpServletResponse response, ProviderSignIn.Ticket ticket, String back) {
        way.goIn(request, response, ticket, back);
        return null;
    }

    private static String code(List<FieldError> errors, HttpStatus status, HttpServletResponse response, Model model) {
        response.setStatus(status.value());
        model.addAttribute("errors", errors);
        return "openid/code";
    }

    private String refused(OpenId.Refusal why, HttpServletResponse response, Model model) {
        HttpStatus status = why == OpenId.Refusal.AWAY ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.UNAUTHORIZED;
        return said(why.name().toLowerCase(Locale.ROOT), status, response, model);
    }

    /** The same for a subject that nobody is linked with and for an account that may not come in. */
    private String unknown(HttpServletResponse response, Model model) {
        return said("unknown", HttpStatus.UNAUTHORIZED, response, model);
    }

    private String said(String what, HttpStatus status, HttpServletResponse response, Model model) {
        response.setStatus(status.value());
        model.addAttribute("said", what);
        model.addAttribute("other", settings.label());
        model.addAttribute("inside", way.inside().isPresent());
        return "openid/refused";
    }

    /** Not "redirect:", which would read braces in the address as variables. */
    private static @Nullable String to(String address, HttpServletResponse response) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, address);
        return null;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
