package org.akoma.ground.forms;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.akoma.Problem;
import org.akoma.ground.web.BrokenText;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.FormAddress;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestResponseBodyMethodProcessor;

/** Resolves {@link Submission} parameters, for pages and JSON: the one place that reads input and version of an act. */
@Configuration(proxyBeanMethods = false)
class SubmissionArgument implements WebMvcConfigurer, HandlerMethodArgumentResolver {

    private final Forms forms;
    private final ObjectProvider<RequestMappingHandlerAdapter> spring;

    SubmissionArgument(Forms forms, ObjectProvider<RequestMappingHandlerAdapter> spring) {
        this.forms = forms;
        this.spring = spring;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Submission.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer view,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws Exception {
        HttpServletRequest http = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        FormDefinition<?> definition = forms.of(type(parameter));
        FormAddress.sends(http, definition.name());
        Set<String> inPath = inPath(definition, http);
        if (!http.getRequestURI().startsWith("/api/"))
            return page(definition, inPath, request, Objects.requireNonNull(view));
        MethodParameter body = definition.needsBody(http.getMethod(), inPath) ? BODY : BODY_OR_NONE;
        Object json = new RequestResponseBodyMethodProcessor(spring.getObject().getMessageConverters())
                .resolveArgument(body, view, request, binders);
        return program(definition, inPath, http, json instanceof Map<?, ?> object ? object : Map.of());
    }

    /** The record of a {@code Submission<Record>} parameter. */
    static Class<?> type(MethodParameter parameter) {
        return Objects.requireNonNull(
                ResolvableType.forMethodParameter(parameter).getGeneric(0).resolve(), "Submission of what?");
    }

    private static Submission<?> page(
            FormDefinition<?> definition, Set<String> inPath, NativeWebRequest request, ModelAndViewContainer view) {
        Form form = Form.of(request.getParameterMap());
        Integer version = definition.versioned() ? form.integer(FormDefinition.VERSION, 0, Integer.MAX_VALUE) : null;
        HttpServletResponse response = Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class));
        Model model = (Model) view.getModel();
        model.addAttribute("posted", definition.name());
        model.addAttribute("fieldLabels", definition.labels());
        return new Submission<>(
                definition,
                form.renamed(definition.namesOnPage()),
                new PostedForm(form, response, model),
                version,
                inPath,
                Map.of());
    }

    private static Submission<?> program(
            FormDefinition<?> definition, Set<String> inPath, HttpServletRequest http, Map<?, ?> body) {
        boolean takesVersion = definition.takesVersion(inPath.contains(FormDefinition.ID));
        Integer version = takesVersion ? ETag.version(http.getHeader(HttpHeaders.IF_MATCH)) : null;
        if (version == null && definition.needsVersion(http.getMethod()) && !definition.handlerAsksVersion())
            throw new ErrorResponseException(
                    HttpStatus.PRECONDITION_REQUIRED,
                    Problem.detail(HttpStatus.PRECONDITION_REQUIRED, "cases.if-match"),
                    null);
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        BrokenText.refuse(body);
        body.forEach((name, value) -> named.put(String.valueOf(name), value));
        return new Submission<>(definition, definition.json(named), null, version, inPath, Map.of());
    }

    private static Set<String> inPath(FormDefinition<?> definition, HttpServletRequest http) {
        return http.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? variables.keySet().stream()
                        .map(String::valueOf)
                        .filter(definition::takesFromPath)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** Signatures by which Spring itself reads the body, so that size, content type and malformed JSON are answered as everywhere. */
    private interface Bodies {
        void some(@RequestBody Map<String, Object> body);

        void someOrNone(@RequestBody(required = false) @Nullable Map<String, Object> body);
    }

    private static final MethodParameter BODY = body("some");
    private static final MethodParameter BODY_OR_NONE = body("someOrNone");

    private static MethodParameter body(String method) {
        return new MethodParameter(
                Objects.requireNonNull(ReflectionUtils.findMethod(Bodies.class, method, Map.class)), 0);
    }
}
