package org.akoma.ground.forms;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** The forms of all handlers, by their names. */
@Component
public class ServedForms {

    private final Forms forms;
    private final ObjectProvider<RequestMappingHandlerMapping> handlers;
    private volatile Map<String, FormDefinition<?>> known = Map.of();

    ServedForms(
            Forms forms,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> handlers) {
        this.forms = forms;
        this.handlers = handlers;
    }

    public Optional<FormDefinition<?>> find(String name) {
        return Optional.ofNullable(all().get(name));
    }

    public Map<String, FormDefinition<?>> all() {
        if (known.isEmpty()) known = read();
        return known;
    }

    /** The name of the form that a page sends to this address; empty = what is sent there is declared by no record. */
    public Optional<String> sentTo(String path) {
        PathContainer address = PathContainer.parsePath(path);
        return handlers.getObject().getHandlerMethods().entrySet().stream()
                .filter(one -> one.getKey().getMethodsCondition().getMethods().contains(RequestMethod.POST))
                .flatMap(one -> patterns(one.getKey())
                        .filter(pattern -> pattern.matches(address))
                        .map(pattern -> Map.entry(pattern, one.getValue())))
                .min(Map.Entry.comparingByKey())
                .flatMap(one -> Stream.of(one.getValue().getMethodParameters())
                        .filter(parameter -> parameter.getParameterType() == Submission.class)
                        .map(parameter ->
                                forms.of(SubmissionArgument.type(parameter)).name())
                        .findFirst());
    }

    private static Stream<PathPattern> patterns(RequestMappingInfo mapping) {
        PathPatternsRequestCondition all = mapping.getPathPatternsCondition();
        return all == null ? Stream.empty() : all.getPatterns().stream();
    }

    private Map<String, FormDefinition<?>> read() {
        Map<String, FormDefinition<?>> served = new TreeMap<>();
        handlers.getObject().getHandlerMethods().values().stream()
                .flatMap(handler -> Stream.of(handler.getMethodParameters()))
                .filter(parameter -> parameter.getParameterType() == Submission.class)
                .map(parameter -> forms.of(SubmissionArgument.type(parameter)))
                .forEach(form -> served.put(form.name(), form));
        return served;
    }
}
