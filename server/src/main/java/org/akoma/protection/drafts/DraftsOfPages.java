package org.akoma.protection.drafts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.signin.KeptWords;
import org.akoma.ground.signin.LostForm;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Between pages and drafts, so that no room with a form does anything about them: gives each page {@code drafts}, fills the form again when one is
 * resumed, and deletes them when the act is done, by page or program.
 */
@Configuration(proxyBeanMethods = false)
class DraftsOfPages implements WebMvcConfigurer, HandlerInterceptor {

    /** Names the draft in the address of a page that is opened to go on with it. */
    static final String RESUMED = "draft";

    /** Names it among what a form sends. */
    static final String ID = "draft.id";

    /** Names the form of the draft. */
    static final String FORM = "draft.form";

    private static final Set<String> DOING = Set.of("POST", "PUT");

    private final ObjectProvider<Drafts> drafts;
    private final ObjectProvider<KeptWords> words;

    DraftsOfPages(ObjectProvider<Drafts> drafts, ObjectProvider<KeptWords> words) {
        this.drafts = drafts;
        this.words = words;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/cases/**", "/api/v1/cases/**", "/interviews/**");
    }

    /** Not reached when the handler failed. */
    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        Actor actor = actor().orElse(null);
        if (actor == null) return;
        String view = page == null ? null : page.getViewName();
        if (page != null && view != null && !view.startsWith("redirect:")) show(actor, request, page);
        else if (DOING.contains(request.getMethod()) && response.getStatus() < 400) done(actor, request, handler);
    }

    private void show(Actor actor, HttpServletRequest request, ModelAndView page) {
        Draft resumed = request.getAttribute(LostForm.ATTRIBUTE) instanceof LostForm lost
                ? lost(actor, request, lost)
                : resumed(actor, request);
        page.addObject(
                "drafts",
                new PageDrafts(
                        drafts.getObject(),
                        actor,
                        inPath(request),
                        at(request),
                        resumed,
                        sent(request),
                        request.getParameter(FORM)));
        if (resumed == null) return;
        page.addObject("form", resumed.form());
        page.addObject("posted", resumed.begun().form());
        page.addObject("errors", List.of());
    }

    /** Only on a page of the same file and thing: what was typed about one child is never shown beside another. */
    private @Nullable Draft resumed(Actor actor, HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) return null;
        UUID id = uuid(request.getParameter(RESUMED));
        Draft found = id == null ? null : drafts.getObject().find(actor, id).orElse(null);
        if (found == null) return null;
        PageDrafts here = new PageDrafts(drafts.getObject(), actor, inPath(request), at(request), found, null, null);
        return here.begun(found.begun().form()).equals(found.begun()) ? found : null;
    }

    /** What came after the session had ended is kept from now on as what was typed before is; null where the form keeps no drafts. */
    private @Nullable Draft lost(Actor actor, HttpServletRequest request, LostForm lost) {
        String form = lost.first(FORM);
        UUID id = uuid(lost.first(ID));
        if (id == null || !drafts.getObject().keeps(form)) return null;
        PageDrafts here = new PageDrafts(drafts.getObject(), actor, inPath(request), at(request), null, id, form);
        KeepDraft draft =
                new KeepDraft(here.begun(form), here.at(), drafts.getObject().ofForm(form, lost.parameters()));
        if (!(drafts.getObject().keep(actor, draft) instanceof KeepDraft.Result.Kept)) return null;
        words.getObject().forget(actor, request);
        return drafts.getObject().find(actor, id).orElse(null);
    }

    private void done(Actor actor, HttpServletRequest request, Object handler) {
        UUID id = sent(request);
        String form = handler instanceof HandlerMethod method ? form(method) : "";
        boolean kept = drafts.getObject().keeps(form);
        if (id == null && !kept) return;
        Map<String, String> inPath = inPath(request);
        UUID thing = uuid(inPath.get(drafts.getObject().thing(form)));
        drafts.getObject().done(actor, id, kept ? form : null, inPath.get("code"), thing);
    }

    /** Name of the form that the handler takes; empty = it takes none. */
    private static String form(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.getParameterType() == Submission.class)
                .map(parameter -> ResolvableType.forMethodParameter(parameter)
                        .getGeneric(0)
                        .resolve())
                .flatMap(Stream::ofNullable)
                .map(record -> record.getAnnotation(InputForm.class))
                .flatMap(Stream::ofNullable)
                .map(InputForm::name)
                .findFirst()
                .orElse("");
    }

    /** Its address as the person comes back to it. */
    private static String at(HttpServletRequest request) {
        String slip = request.getParameter("slip");
        return request.getRequestURI() + (slip == null || slip.isEmpty() ? "" : "?slip=" + slip);
    }

    private static @Nullable UUID sent(HttpServletRequest request) {
        return uuid(request.getParameter(ID));
    }

    static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static Map<String, String> inPath(HttpServletRequest request) {
        Map<String, String> named = new LinkedHashMap<>();
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables)
            variables.forEach((name, value) -> named.put(String.valueOf(name), String.valueOf(value)));
        return named;
    }

    private static Optional<Actor> actor() {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn != null && signedIn.getPrincipal() instanceof Actor actor
                ? Optional.of(actor)
                : Optional.empty();
    }
}
