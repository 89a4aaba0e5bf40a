package org.akoma.ground.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.ServedForms;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Fills the form of a page with what it brought after the session had ended, or when it was refused, and forgets that when the form is done. */
@Configuration(proxyBeanMethods = false)
class WordsOfPages implements WebMvcConfigurer, HandlerInterceptor {

    /** What a page finds them by in its model. */
    private static final String SHOWN = "lost";

    /** The address that the browser remembers for a page that answers a form. */
    private static final String COMES_BACK_TO = "formAt";

    /** Its work after the handler comes before that of drafts, which keep some forms themselves. */
    private static final int AFTER = 1;

    private final ObjectProvider<KeptWords> words;
    private final ObjectProvider<ServedForms> forms;

    WordsOfPages(ObjectProvider<KeptWords> words, ObjectProvider<ServedForms> forms) {
        this.words = words;
        this.forms = forms;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .excludePathPatterns("/api/**", "/assets/**", "/error", "/sign-in")
                .order(AFTER);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getMethod().equals("GET"))
            find(request, FormPlace.here(request)).ifPresent(lost -> request.setAttribute(LostForm.ATTRIBUTE, lost));
        return true;
    }

    /** Not reached when the handler failed. */
    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        String view = page == null ? null : page.getViewName();
        if (page != null && view != null && !view.startsWith("redirect:")) {
            show(request, page);
            if (request.getMethod().equals("POST")) {
                if (response.getStatus() >= 400) keep(request, response, page);
                else comesBack(request, page);
            }
        } else if (request.getMethod().equals("POST") && response.getStatus() < 400) done(request);
    }

    /**
     * What a refused form brought is kept too: who follows a link and comes back asks for the page of the form, at an address that shows it again. Else
     * the browser would want to send the form once more. The page itself shows what is recorded.
     */
    private void keep(HttpServletRequest request, HttpServletResponse response, ModelAndView page) {
        String at = FormPlace.of(request);
        if (at == null || actor().isEmpty()) return;
        KeptWords.Kept kept =
                words.getObject().keep(request, at, FormPlace.again(at)).orElse(null);
        if (kept != null)
            response.addHeader(HttpHeaders.SET_COOKIE, kept.cookie().toString());
        if (kept != null) {
            page.addObject(COMES_BACK_TO, FormPlace.again(at));
            // the same page in the other language shows what was typed
            String other = "fr".equals(page.getModel().get("lang")) ? "en" : "fr";
            page.addObject("otherLang", FormPlace.again(at) + "&lang=" + other);
        } else if (LostForm.of(request) == null) page.addObject(COMES_BACK_TO, at);
    }

    /** What is shown once, such as a name, is not asked for again by coming back: the page of the form is, without sending it. */
    private static void comesBack(HttpServletRequest request, ModelAndView page) {
        String at = FormPlace.of(request);
        if (at != null) page.addObject(COMES_BACK_TO, FormPlace.plain(at));
    }

    /** As a page that is shown again because something is wrong, but that nothing is. */
    private void show(HttpServletRequest request, ModelAndView page) {
        if (!(request.getAttribute(LostForm.ATTRIBUTE) instanceof LostForm lost)) return;
        page.addObject(SHOWN, lost);
        page.addObject("form", lost.form());
        page.addObject("posted", forms.getObject().sentTo(lost.to()).orElse(null));
        page.addObject("errors", List.of());
    }

    private void done(HttpServletRequest request) {
        String here = FormPlace.here(request);
        if (Stream.of(FormPlace.plain(here), FormPlace.again(here))
                .flatMap(at -> find(request, at).stream())
                .anyMatch(lost -> lost.to().equals(request.getRequestURI())))
            actor().ifPresent(actor -> words.getObject().forget(actor, request));
    }

    private Optional<LostForm> find(HttpServletRequest request, String at) {
        if (!KeptWords.isExpected(request)) return Optional.empty();
        return actor().flatMap(actor -> words.getObject().find(actor, request, at));
    }

    static Optional<Actor> actor() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SessionFilter.Known known
                        && known.getAuthorities().size() > 1
                ? Optional.of(known.getPrincipal())
                : Optional.empty();
    }
}
