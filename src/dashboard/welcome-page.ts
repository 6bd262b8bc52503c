/** What `/` shows to a browser. @param base path that links begin with, with a slash at the end */
export function welcomePage(base: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Log Analyzer and Alerting System</title>
<link rel="icon" href="${base}dashboard/icon.svg">
<link rel="stylesheet" href="${base}dashboard/welcome.css">
</head>
<body>
<main>
<h1>Log Analyzer and Alerting System</h1>
<p>Who is attacking my SSH, and did they get in?</p>
<ul>
<li><a href="${base}dashboard">Dashboard</a> the state at a glance, alerts as they come</li>
<li><a href="${base}docs">API</a> every route, to try out (Swagger UI)</li>
<li><a href="${base}openapi.json">OpenAPI document</a> the same for programs</li>
</ul>
</main>
</body>
</html>
`;
}
