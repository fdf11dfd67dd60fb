{{- define "name" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end -}}

{{- define "labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}

{{- define "account" -}}
{{ .Values.serviceAccount.name | default (include "name" .) }}
{{- end -}}

{{- define "claim" -}}
{{ .Values.archives.claimName | default (printf "%s-archives" (include "name" .)) }}
{{- end -}}

{{/* The namespaces that are served, the release's own first. */}}
{{- define "namespaces" -}}
{{- prepend (without .Values.watch.namespaces .Release.Namespace) .Release.Namespace | join "," -}}
{{- end -}}

{{/* What the operator may do where syncs are. No Secret, no wildcard. */}}
{{- define "rules" -}}
- apiGroups: [sync.multiboard.io]
  resources: [databaseconnections, databasesyncs]
  verbs: [get, list, watch, patch]
- apiGroups: [sync.multiboard.io]
  resources: [databasesyncruns]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [sync.multiboard.io]
  resources: [databaseconnections/status, databasesyncs/status, databasesyncruns/status]
  verbs: [patch]
- apiGroups: [batch]
  resources: [jobs]
  verbs: [get, list, watch, create, delete]
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch]
- apiGroups: ["", events.k8s.io]
  resources: [events]
  verbs: [create, patch]
{{- end -}}
