import { render } from 'preact';
import { App } from './app.js';
import './styles/tokens.css';
import './styles/layout.css';
import './styles/controls.css';
import './styles/cards.css';
import './styles/parts.css';
import './styles/reasons.css';
import './styles/floating.css';
import './styles/alerts.css';
import './styles/chart.css';
import './styles/entries.css';
import './styles/palette.css';

render(<App />, document.getElementById('page')!);
