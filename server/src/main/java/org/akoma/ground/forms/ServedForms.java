package org.akoma.ground.forms;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

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
