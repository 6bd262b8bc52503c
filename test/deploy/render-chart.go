// Renders a Helm chart with what Helm itself renders with: Go's text/template, the functions of sprig, and the YAML library of
// Kubernetes. Standard input: {"chart": FOLDER, "values": [TEXT, ...], "release": NAME, "namespace": NAME}, where later values win.
// Standard output: {"files": {NAME: TEXT}}, or {"error": TEXT} where a template refuses its values.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"sigs.k8s.io/yaml"
)

type request struct {
	Chart     string   `json:"chart"`
	Values    []string `json:"values"`
	Release   string   `json:"release"`
	Namespace string   `json:"namespace"`
}

func main() {
	var asked request
	must(json.NewDecoder(os.Stdin).Decode(&asked))
	files, err := render(asked)
	answer := map[string]interface{}{"files": files}
	if err != nil {
		answer = map[string]interface{}{"error": err.Error()}
	}
	must(json.NewEncoder(os.Stdout).Encode(answer))
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func render(asked request) (map[string]string, error) {
	values := map[string]interface{}{}
	for _, text := range append([]string{read(filepath.Join(asked.Chart, "values.yaml"))}, asked.Values...) {
		more := map[string]interface{}{}
		if err := yaml.Unmarshal([]byte(text), &more); err != nil {
			return nil, err
		}
		merge(values, more)
	}
	chart := map[string]interface{}{}
	must(yaml.Unmarshal([]byte(read(filepath.Join(asked.Chart, "Chart.yaml"))), &chart))
	data := map[string]interface{}{
		"Values": values,
		// Helm's fields of a chart begin with a capital.
		"Chart": map[string]interface{}{
			"Name": chart["name"], "Version": chart["version"], "AppVersion": chart["appVersion"],
		},
		"Release": map[string]interface{}{
			"Name": asked.Release, "Namespace": asked.Namespace, "Service": "Helm", "IsInstall": true,
		},
	}
	all := template.New("chart").Option("missingkey=zero")
	all.Funcs(functions(all))
	paths, err := filepath.Glob(filepath.Join(asked.Chart, "templates", "*"))
	must(err)
	for _, path := range paths {
		if _, err := all.New(filepath.Base(path)).Parse(read(path)); err != nil {
			return nil, err
		}
	}
	files := map[string]string{}
	for _, path := range paths {
		name := filepath.Base(path)
		if strings.HasPrefix(name, "_") {
			continue
		}
		var out bytes.Buffer
		if err := all.ExecuteTemplate(&out, name, data); err != nil {
			return nil, err
		}
		// As Helm does, for values that are missing.
		files[name] = strings.ReplaceAll(out.String(), "<no value>", "")
	}
	return files, nil
}

// What Helm adds to sprig, and takes away from it (pkg/engine).
func functions(all *template.Template) template.FuncMap {
	functions := sprig.TxtFuncMap()
	delete(functions, "env")
	delete(functions, "expandenv")
	functions["toYaml"] = func(value interface{}) string {
		text, err := yaml.Marshal(value)
		if err != nil {
			return ""
		}
		return strings.TrimSuffix(string(text), "\n")
	}
	functions["include"] = func(name string, data interface{}) (string, error) {
		var out bytes.Buffer
		err := all.ExecuteTemplate(&out, name, data)
		return out.String(), err
	}
	functions["required"] = func(warning string, value interface{}) (interface{}, error) {
		if value == nil || value == "" {
			return value, fmt.Errorf("%s", warning)
		}
		return value, nil
	}
	functions["fail"] = func(warning string) (string, error) { return "", fmt.Errorf("%s", warning) }
	return functions
}

// Maps are put together, all else is replaced, and null takes away.
func merge(into, more map[string]interface{}) {
	for key, value := range more {
		if value == nil {
			delete(into, key)
			continue
		}
		inner, isMap := value.(map[string]interface{})
		known, wasMap := into[key].(map[string]interface{})
		if isMap && wasMap {
			merge(known, inner)
		} else {
			into[key] = value
		}
	}
}

func read(path string) string {
	text, err := os.ReadFile(path)
	must(err)
	return string(text)
}
